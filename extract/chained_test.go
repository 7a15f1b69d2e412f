package extract_test

import (
	"slices"
	"testing"

	"truceline/timeline"
)

// Deeds that one sentence joins, each with its own day or partner.
func TestChainedDeeds(t *testing.T) {
	for _, c := range []struct {
		on   timeline.Day
		say  string
		want []string
	}{
		{"2022-11-03", "Erdogan said he talked to Volodymyr Zelensky on Wednesday and Vladimir Putin on Tuesday to save the grain deal.", []string{
			"phone_call happened 2022-11-02..2022-11-02 [] recep-tayyip-erdogan volodymyr-zelenskyy",
			"phone_call happened 2022-11-01..2022-11-01 [] recep-tayyip-erdogan vladimir-putin"}},
		{"2024-03-21", "Olaf Scholz on Wednesday spoke to Vladimir Putin, followed by a telephone conversation with Volodymyr Zelensky.", []string{
			"phone_call happened 2024-03-20..2024-03-20 [] olaf-scholz vladimir-putin",
			"phone_call happened 2024-03-20..2024-03-20 [] olaf-scholz volodymyr-zelenskyy"}},
		{"2024-08-23", "Olaf Scholz visits Ukraine on Friday, a day after touring Poland.", []string{
			"leader_visit happened 2024-08-23..2024-08-23 [ukraine] olaf-scholz",
			"leader_visit happened 2024-08-22..2024-08-22 [poland] olaf-scholz"}},
		{"2022-12-26", "A day after Vladimir Putin said he was ready for talks with Ukraine, Volodymyr Zelensky spoke with Olaf Scholz on the phone.", []string{
			"statement happened 2022-12-25..2022-12-25 [] vladimir-putin",
			"phone_call happened 2022-12-26..2022-12-26 [] olaf-scholz volodymyr-zelenskyy"}},
		{"2025-02-21", "A day after Vladimir Putin threatened Ukraine, Olaf Scholz said on Wednesday that aid would go on.", []string{
			"statement happened 2025-02-18..2025-02-18 [] vladimir-putin",
			"statement happened 2025-02-19..2025-02-19 [] olaf-scholz"}},
		{"2025-11-04", "Keir Starmer warned the allies of Ukraine of delays, as Volodymyr Zelensky condemned the blocking of aid.", []string{
			"statement happened 2025-11-04..2025-11-04 [] keir-starmer",
			"statement happened 2025-11-04..2025-11-04 [] volodymyr-zelenskyy"}},
		{"2025-04-19", "Donald Trump spoke on Friday shortly after Marco Rubio warned that the talks on Ukraine might end.", []string{
			"statement happened 2025-04-18..2025-04-18 [] donald-trump",
			"statement happened 2025-04-18..2025-04-18 [] marco-rubio"}},
		{"2022-05-07", "Ukrainian Deputy Prime Minister Iryna Vereshchuk said evacuation efforts would continue today.", []string{
			"humanitarian planned 2022-05-07..2022-05-07 [] ukraine"}},
	} {
		got := read(t, c.on, "", c.say)
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%q\n got %q\nwant %q", c.say, got, want)
			}
		}
	}
}

// Lines that are broken wherever they are full are one paragraph; a list of headings is none.
func TestWrappedLines(t *testing.T) {
	const wrapped = "The war in Ukraine was the matter of a long evening for the guests, and\n" +
		"nobody there had been asked about it before. They spoke of Donald Trump's\n" +
		"summit with Vladimir Putin last Friday, of its end, and of what it meant\n" +
		"for the harbours of the south and for those who live by them. They hope\n" +
		"to hear more of it soon.\nThe evening ended late."
	if got, want := read(t, "2025-08-18", "", wrapped), "summit happened 2025-08-15..2025-08-15 [] donald-trump vladimir-putin"; !slices.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	const list = "What Ukraine and Russia have agreed upon so far, in short\n" +
		"Heavy guns to be drawn back behind a line to be drawn\n" +
		"Vladimir Putin to leave the talks to his envoys in Minsk\n" +
		"Prisoners to be exchanged by Ukraine and Russia on Friday\n" +
		"Wide powers for the regions, and elections in them"
	if got, want := read(t, "2025-02-12", "", list), "prisoner_exchange planned 2025-02-14..2025-02-14 [] russia ukraine"; !slices.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
