package extract_test

import (
	"slices"
	"strings"
	"testing"

	"truceline/timeline"
)

// A heading that names a kind of deeds tells of none of them.
func TestHeadingNamesSeries(t *testing.T) {
	text := "A general of Ukraine is shot at and wounded on his way to work."
	if got := read(t, "2026-02-06", "Attacks in Russia during the war in Ukraine", text); len(got) != 0 {
		t.Errorf("got %q, want nothing", got)
	}
}

// Shapes of news sentences that were once misread. A case lists some of the
// events that the text must give, and none that it must not.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		on   timeline.Day
		say  string
		want []string
		not  []string // beginnings
	}{
		{"2023-01-04", "The Joint Expeditionary Force (JEF) summit in Latvia last month discussed help for Ukraine.",
			[]string{"summit happened 2022-12-01..2022-12-31 [latvia] joint-expeditionary-force"}, nil},
		{"2025-03-11", "Ukraine launches a massive drone attack on Moscow, the largest inside Russia since the start of the war.",
			[]string{"attack happened 2025-03-11..2025-03-11 [moscow] ukraine"}, nil},
		{"2025-08-19", "Russian forces launch 270 drones at works in Poltava and Chernihiv Oblasts, Ukraine.",
			[]string{"attack happened 2025-08-19..2025-08-19 [poltava-region] russia"}, nil},
		{"2025-08-19", "The Washington Post reports that Norway blocked a request of Ukraine.",
			nil, []string{"statement"}},
		{"2025-08-19", "Volodymyr Zelenskyy reports that a boy and his grandparents were killed by a drone strike by Russian forces in Kyiv.",
			[]string{"attack happened 2025-08-19..2025-08-19 [kyiv] russia"}, []string{"statement"}},
		{"2025-03-01", "Volodymyr Zelenskyy meets Keir Starmer in London, where they sign off on a loan to buy arms for Ukraine.",
			[]string{"leader_visit happened 2025-03-01..2025-03-01 [london] keir-starmer volodymyr-zelenskyy"}, []string{"legislation_or_vote"}},
		{"2025-10-23", "“Probably soon,” said Donald Trump speaking before the press on Ukraine at the White House on Monday.",
			[]string{"statement happened 2025-10-20..2025-10-20 [] donald-trump"}, nil},
		{"2025-10-23", "Russia and Ukraine said Wednesday they had each swapped 175 prisoners.",
			[]string{"prisoner_exchange happened 2025-10-22..2025-10-22 [] russia ukraine"}, nil},
		{"2025-10-23", "The talks on Ukraine were difficult, the head of Russia's delegation Vladimir Medinsky said on Wednesday.",
			[]string{"statement happened 2025-10-22..2025-10-22 [] vladimir-medinsky"}, nil},
		{"2025-10-23", "A plan for Wednesday signals that Donald Trump goes for a pressure campaign to reach a ceasefire in Ukraine.",
			nil, []string{"ceasefire_agreement"}},
		{"2025-10-23", "Ukraine saw its worst attack of the year, when two missiles slammed into a school in Poltava.",
			nil, []string{"attack happened 2025-01-01"}},
		{"2025-10-23", "While attending a news conference on Tuesday, Volodymyr Zelenskyy insisted that the war with Russia would end.",
			[]string{"statement happened 2025-10-21..2025-10-21 [] volodymyr-zelenskyy"}, nil},
		{"2025-10-23", "In the Tuesday news conference, Volodymyr Zelenskyy denied reports the talks with Russia were derailed.",
			[]string{"statement happened 2025-10-21..2025-10-21 [] volodymyr-zelenskyy"}, []string{"talks"}},
		{"2025-10-23", "The idea gained ground in Ukraine during peace talks in Paris on October 9 among the four -- trying to end the war.",
			[]string{"talks happened 2025-10-09..2025-10-09 [paris] russia ukraine"}, nil},
		{"2025-05-20", "Europe decided to press Russia over Ukraine after Donald Trump told of his call with Vladimir Putin, Friedrich Merz said late on Monday.",
			[]string{"statement happened 2025-05-19..2025-05-19 [] friedrich-merz"}, nil},
		{"2025-10-23", "A drone strike on the Zaporizhzhia Nuclear Power Plant killed one person on Tuesday, Norway said of Ukraine.",
			nil, []string{"attack"}},
		{"2025-11-06", "A court in Zaporizhzhia, Ukraine, finds a Russian soldier guilty of killing a prisoner in January 2024 and sentences him.",
			[]string{"other happened 2025-11-06..2025-11-06 [zaporizhzhia] russia"}, nil},
		{"2026-05-28", "Norway's cabinet fell following disputes over the handling of suspected Ukrainian drones entering its airspace.",
			nil, []string{"other"}},
		{"2026-02-21", "Russian forces capture the village of Karpivka in Donetsk Oblast, Ukraine.",
			[]string{"attack happened 2026-02-21..2026-02-21 [donetsk-region] russia"}, nil},
		{"2026-07-03", "Russia reports that its forces have captured the eastern Ukrainian city of Kostyantynivka.",
			[]string{"attack claimed 2026-07-03..2026-07-03 [kostiantynivka] russia"}, []string{"statement"}},
		{"2026-07-30", "World Boxing lifts all sanctions on Russian athletes despite the war in Ukraine.",
			nil, []string{"sanctions"}},
		{"2026-01-22", "Volodymyr Zelensky named the delegation of Ukraine for the negotiations scheduled for Friday and Saturday.",
			[]string{"talks planned 2026-01-23..2026-01-24 [] russia ukraine"}, nil},
		{"2022-10-28", "Justin Trudeau spoke of Ukraine on Friday at a Ukrainian Canadian Congress gathering in Ottawa.",
			nil, []string{"ministerial_meeting"}},
		{"2025-02-18", "Volodymyr Zelenskiy said he had postponed a visit to Saudi Arabia that was planned for Wednesday until March 10, ten years into the war in Ukraine.",
			[]string{"leader_visit planned 2025-03-10..2025-03-10 [saudi-arabia] volodymyr-zelenskyy"}, nil},
		{"2025-04-21", "Russia declared an Easter ceasefire in Ukraine that began on Saturday evening and is over.",
			[]string{"ceasefire_agreement happened 2025-04-19..2025-04-19 [] russia"}, nil},
		{"2023-06-15", "“[The] delegation is ready. On Saturday, 17 June, [Russian] President [Vladimir] Putin will meet [South African] President [Cyril] Ramaphosa in St Petersburg to discuss Ukraine,” the spokesman said.",
			[]string{"leader_visit planned 2023-06-17..2023-06-17 [saint-petersburg] cyril-ramaphosa vladimir-putin"}, nil},
		{"2025-06-12", "On June 9, an exchange of prisoners between Russia and Ukraine began, and on June 10, the bodies of soldiers were handed over.",
			[]string{"prisoner_exchange happened 2025-06-09..2025-06-09 [] russia ukraine", "humanitarian happened 2025-06-10..2025-06-10 [] russia ukraine"}, nil},
		{"2025-06-12", "Russia and Ukraine have exchanged 300 prisoners in the largest swap since the war began.",
			[]string{"prisoner_exchange happened 2025-06-12..2025-06-12 [] russia ukraine"}, nil},
		{"2025-06-12", "Russia and Ukraine have exchanged 300 prisoners, the first swap since October.",
			[]string{"prisoner_exchange happened 2025-06-12..2025-06-12 [] russia ukraine"}, nil},
		{"2025-06-12", "Russia and Ukraine have exchanged hundreds of prisoners since the war began.",
			nil, []string{"prisoner_exchange"}},
		{"2025-06-12", "The bodies of 1212 Ukrainian defenders were handed over on Wednesday.",
			[]string{"humanitarian happened 2025-06-11..2025-06-11 [] russia ukraine"}, []string{"humanitarian happened 1212"}},
		{"2025-03-12", "Ukraine's delegation flew to Jeddah on Tuesday.\n\nMarco Rubio met Andrii Sybiha there.",
			[]string{"talks happened 2025-03-11..2025-03-11 [jeddah] andrii-sybiha marco-rubio"}, nil},
		{"2024-02-25", "Ukraine signed a security agreement with Italy on Saturday.\n\nUkraine also signed a security agreement with Canada on Saturday.",
			[]string{"agreement_signed happened 2024-02-24..2024-02-24 [] italy ukraine", "agreement_signed happened 2024-02-24..2024-02-24 [] canada ukraine"}, nil},
		{"2025-06-10", "Help for Ukraine will go on, David Lammy has said.\n\nDuring questions in the Commons, James Cleverly asked about Ukraine and told MPs of his doubts.\n\nMr Lammy replied: “We stand by Ukraine.”",
			[]string{"statement happened 2025-06-10..2025-06-10 [house-of-commons] david-lammy"}, nil},
		{"2022-11-11", "News from Ukraine. The visit to Kyiv comes two days after Emmanuel Macron proposed a ceasefire in Ukraine.",
			[]string{"ceasefire_proposal proposed 2022-11-09..2022-11-09 [] emmanuel-macron"}, nil},
		{"2025-04-23", "The foreign ministers of France and Germany are taking part in a meeting in London about Ukraine.",
			[]string{"ministerial_meeting happened 2025-04-23..2025-04-23 [london] france germany"}, nil},
		{"2026-04-29", "During a call with Donald Trump, Vladimir Putin offers Ukraine a ceasefire on May 9.",
			[]string{"ceasefire_proposal proposed 2026-05-09..2026-05-09 [] vladimir-putin"}, []string{"phone_call planned"}},
		{"2026-04-09", "Vladimir Putin declares a ceasefire in Ukraine for the weekend.",
			[]string{"ceasefire_agreement planned 2026-04-11..2026-04-12 [] vladimir-putin"}, []string{"statement"}},
		{"2026-05-24", "The Odesa Museum is badly damaged, and Ukraine mourns.", nil, []string{"attack"}},
		{"2025-07-24", "Norway reports that Russia has violated its airspace for the third time this year, with Ukraine at war.",
			[]string{"other happened 2025-07-24..2025-07-24 [] russia"}, []string{"ceasefire_violation"}},
	} {
		got := read(t, c.on, "", c.say)
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%q\n got %q\nwant %q", c.say, got, want)
			}
		}
		for _, bad := range c.not {
			if slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, bad) }) {
				t.Errorf("%q\n got %q\nbut not %q", c.say, got, bad)
			}
		}
	}
}
