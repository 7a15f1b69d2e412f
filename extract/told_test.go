package extract_test

import (
	"slices"
	"testing"

	"truceline/timeline"
)

// Days that a relative clause, a perfect or a denial gives to what it tells of.
func TestDaysAcrossClauses(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
		not       bool
	}{
		{on: "2025-06-09", say: "A few days ago Zelensky said that Ukraine wanted to bring home 400 prisoners in the POW swap on Saturday and Sunday, which did not take place.",
			want: "prisoner_exchange cancelled 2025-06-07..2025-06-08 [] russia ukraine"},
		{on: "2024-03-02", say: "Details of Russian-Ukrainian peace negotiations that occurred in Geneva in May 2022 show that Russia wants more.",
			want: "talks happened 2022-05-01..2022-05-31 [geneva] russia ukraine"},
		{on: "2025-09-05", say: "The minister's term ended last May, but Andrii Sybiha has rejected the truce in Ukraine.",
			want: "proposal_rejected happened 2025-05-01..2025-05-31 [] andrii-sybiha", not: true},
		{on: "2022-11-01", say: "The first round of peace talks between Russia and Ukraine was held on 28 May in Minsk, without result.[1] A second round of peace talks took place on 3 June in Istanbul.[2]",
			want: "talks happened 2022-06-03..2022-06-03 [istanbul] russia ukraine"},
		{on: "2022-03-18", say: "He began by praising President Zelensky's deeply moving address to the Bundestag yesterday.",
			want: "statement happened 2022-03-17..2022-03-17 [] volodymyr-zelenskyy"},
		{on: "2024-02-02", say: "Ninety bodies of fallen soldiers have been returned to Ukraine, the Coordination Headquarters for the Treatment of Prisoners of War reported on Friday.",
			want: "statement happened 2024-02-02..2024-02-02 [] coordination-headquarters-pow", not: true},
		{on: "2024-12-31", say: "The two sides, Ukraine and Russia, have exchanged hundreds of captive soldiers since the war began.",
			want: "prisoner_exchange happened 2024-12-31..2024-12-31 [] russia ukraine", not: true},
		{on: "2025-06-12", say: "The minister spoke on Tuesday on the eve of a summit in Austria on a way to peace in Ukraine.",
			want: "summit happened 2025-06-11..2025-06-11 [austria] ukraine"},
	} {
		if got := read(t, c.on, "", c.say); slices.Contains(got, c.want) == c.not {
			t.Errorf("%q\n got %q\nwant %q: %v", c.say, got, c.want, !c.not)
		}
	}
}

// "I" in a press statement is whose name and office stand below its heading.
func TestPressStatementSigned(t *testing.T) {
	text := "PRESS STATEMENT\n\nANTONY J. BLINKEN, SECRETARY OF STATE\n\nThe people of Ukraine are brave.\n\nAs the law allows, I have today authorized a third drawdown of up to $150 million for Ukraine."
	want := "military_aid happened 2022-03-12..2022-03-12 [] antony-blinken"
	if got := read(t, "2022-03-12", "Security assistance for Ukraine", text); !slices.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
