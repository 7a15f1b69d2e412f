package dates

// verbLists are the words that tell the tense of a clause, and with it the
// side on which its weekdays and months lie. Regular past forms need no list:
// they are known by their ending.
var verbLists = []wordList{
	{traits: isModal, words: "will would shall should may might can could must 'll won't wouldn't can't couldn't shouldn't cannot"},
	{traits: isPast, words: `had has have been was were did didn't hadn't wasn't weren't hasn't haven't 've
		met held began took made went came gave got saw left cut hit won lost led fell rose
		spoke wrote sent spent brought bought thought fought caught struck flew shot broke became ran
		grew drew threw knew chose drove sold paid kept built found felt heard stood sat sought hung
		swore tore withdrew bore beat shook forgot froze rode sank stole woke laid lay dealt
		set burst bid taken given gone seen done known begun written spoken shown fallen broken chosen driven
		ate drank taught meant dug bound wound overcame undertook overtook oversaw foresaw`},
	{traits: isPast | isSpeech, words: `said told announced reported confirmed added stated declared tweeted posted warned
		insisted wrote claimed replied acknowledged`},
	{traits: isSpeech, words: "says tells say according announces"},
	{traits: isPlanned, words: `due planned scheduled set expected slated poised forthcoming upcoming anticipated planning likely possible
		deadline payable effective expires redeemable starting ending beginning`},
	{traits: isPlanVerb, words: `plan plans hope hopes expect expects want wants intend intends aim aims vow vows pledge pledges promise promises prepare prepares preparing seek seeks try
		trying going ready about urge urges ask asks agree agrees offer offers
		call calls invite invites demand demands propose proposes decide decides need needs likely unlikely`},
	{traits: isPlanVerb | isPast, words: `agreed hoped wanted intended aimed vowed pledged promised decided invited urged asked ordered demanded offered proposed
		prepared needed pressed called threatened requested challenged dared told instructed tasked encouraged
		appealed pushed authorized authorised scheduled planned expected`},
	{words: "succeed proceed exceed speed feed breed seed weed indeed embed shed wed"}, // in -ed, and not past
	{traits: isPresent, words: "is are 're be begins starts opens ends meets arrives travels"},
	{traits: isProposal, words: "proposed offered suggested demanded urged called invited announced"},
	{traits: isMoved, words: "postponed moved delayed rescheduled extended pushed adjourned deferred shifted brought"},
	{traits: isEvent, words: `talks meeting summit vote deadline session visit hearing election elections ceremony conference
		game match debate round negotiations event trip`},
	{traits: isAddress, words: "address statement speech interview letter remarks post broadcast"},
	{traits: isLabel, words: "exceed sections section resolution flight room no number channel"},
}
