package extract_test

import (
	"slices"
	"testing"

	"truceline/timeline"
)

// Nobody is named: who holds the place on the day is struck by the other side.
func TestStruckByWhoDoesNotHoldThePlace(t *testing.T) {
	for _, c := range []struct {
		on   timeline.Day
		say  string
		want string
	}{
		{"2022-10-09", "An explosion was heard far from Ukraine's lines. A drone attack on Sevastopol killed two people on Saturday.", "attack happened 2022-10-08..2022-10-08 [sevastopol] ukraine"},
		{"2023-07-18", "A drone attack on the Crimean Bridge killed two people on Monday, Ukraine heard.", "attack happened 2023-07-17..2023-07-17 [kerch-bridge] ukraine"},
		{"2023-12-27", "A missile struck Feodosia on Tuesday, far from the rest of Ukraine.", "attack happened 2023-12-26..2023-12-26 [feodosia] ukraine"},
		{"2024-01-22", "Shelling killed 25 people in Donetsk on Sunday, and Ukraine did not comment.", "attack happened 2024-01-21..2024-01-21 [donetsk] ukraine"},
		{"2024-02-06", "Six drones were shot down over Crimea on Tuesday, far from Kyiv in Ukraine.", "attack happened 2024-02-06..2024-02-06 [crimea] ukraine"},
		{"2023-07-10", "Drones hit Berdiansk on Sunday, said a paper in Ukraine.", "attack happened 2023-07-09..2023-07-09 [berdiansk] ukraine"},
		// Before it was taken, and after it was retaken.
		{"2022-02-26", "A missile struck Melitopol on Friday, said a paper in Ukraine.", "attack happened 2022-02-25..2022-02-25 [melitopol] russia"},
		{"2022-09-17", "A missile struck Kherson on Friday, said a paper in Ukraine.", "attack happened 2022-09-16..2022-09-16 [kherson] ukraine"},
		{"2022-11-28", "A missile struck Kherson on Sunday, said a paper in Ukraine.", "attack happened 2022-11-27..2022-11-27 [kherson] russia"},
		// The day of the deed counts, and not that of the text.
		{"2022-11-14", "A missile struck Kherson on November 4, said a paper in Ukraine.", "attack happened 2022-11-04..2022-11-04 [kherson] ukraine"},
		// Who is named acts, whoever holds the place.
		{"2022-03-20", "A Russian air strike on Mariupol killed dozens on Saturday, Ukraine said.", "attack happened 2022-03-19..2022-03-19 [mariupol] russia"},
		{"2025-05-13", "Russia annexed Crimea from Ukraine in 2014.", "attack happened 2014-01-01..2014-12-31 [crimea] russia"},
		// A place that was never taken, and one of the other party.
		{"2024-07-09", "A missile struck Kyiv on Monday, said a paper in Ukraine.", "attack happened 2024-07-08..2024-07-08 [kyiv] russia"},
		{"2024-02-06", "Six drones were shot down over Belgorod on Tuesday, far from Ukraine.", "attack happened 2024-02-06..2024-02-06 [belgorod] ukraine"},
		// Those who announce strikes are no attackers.
		{"2024-02-06", "Vyacheslav Gladkov, the governor, said six drones were shot down over Belgorod on Tuesday, far from Ukraine.", "attack happened 2024-02-06..2024-02-06 [belgorod] ukraine"},
		{"2024-11-12", "A missile struck Kherson on Monday, Oleksandr Prokudin said in Ukraine.", "attack happened 2024-11-11..2024-11-11 [kherson] russia"},
	} {
		if got := read(t, c.on, "", c.say); !slices.Contains(got, c.want) {
			t.Errorf("%q\n got %q\nwant %q", c.say, got, c.want)
		}
	}
}
