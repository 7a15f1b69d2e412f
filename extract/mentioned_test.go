package extract_test

import (
	"strings"
	"testing"

	"truceline/timeline"
)

// What a sentence only mentions is no event of its day, and its place is not
// the place of what the sentence tells.
func TestMentioned(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
	}{
		{"2025-08-07", "Russia and Ukraine exchanged 100 prisoners on Tuesday under an accord struck in Istanbul.", "prisoner_exchange happened 2025-08-05..2025-08-05 [] russia ukraine"},
		{"2025-08-07", "Amid the raids and shelling in Kherson, Emmanuel Macron visited Kyiv on Tuesday.", "leader_visit happened 2025-08-05..2025-08-05 [kyiv] emmanuel-macron"},
		{"2025-08-07", "Sweden sent Ukraine tanks on Tuesday as it faces a fresh onslaught by Russia.", "military_aid happened 2025-08-05..2025-08-05 [] sweden"},
		{"2025-08-07", "The bodies of 40 soldiers were returned to Ukraine on Tuesday in accordance with the agreement reached in Ankara.",
			"humanitarian happened 2025-08-05..2025-08-05 [] russia ukraine"},
		{"2025-08-07", "Emmanuel Macron visited Kyiv on Tuesday despite missile attacks on the city by Russia.", "leader_visit happened 2025-08-05..2025-08-05 [kyiv] emmanuel-macron"},
		{"2025-08-07", "Zelensky said on Thursday that Ukraine would refrain from striking Moscow.", "statement happened 2025-08-07..2025-08-07 [] volodymyr-zelenskyy"},
		{"2025-08-07", "We have witnessed massive Russian attacks on Ukrainian towns, a delegate told the council.", ""},
		{"2025-08-07", "Mark Rutte thanked Norway for its part in providing military aid to Ukraine.", "statement happened 2025-08-07..2025-08-07 [] mark-rutte"},
		{"2025-08-07", "Russia and Ukraine have begun a new exchange of prisoners, following the accord reached at talks in Istanbul last Monday.",
			"talks happened 2025-08-04..2025-08-04 [istanbul] russia ukraine; prisoner_exchange happened 2025-08-07..2025-08-07 [] russia ukraine"},
		{"2025-08-07", "Mark Rutte welcomed that Norway and Sweden are ready to deliver tanks to Ukraine.", ""},
		{"2025-08-07", "The government has stressed the need for calm and, as at 5 August 2025, was seeking negotiations between Russia and Ukraine.", ""},
		{"2025-08-07", "Russia renewed its calls for peace following the 2022 counteroffensive by Ukraine.", ""},
		{"2025-08-07", "With his words last year Keir Starmer echoed what allies agreed about Ukraine.", ""},
		{"2025-08-07", "On Thursday Ukraine and Russia held peace talks in Istanbul. Consultations will continue.",
			"talks happened 2025-08-07..2025-08-07 [istanbul] russia ukraine"},
		{"2025-08-07", "The talks between Russia and Ukraine in Abu Dhabi, scheduled for Sunday, may be moved because of the tension between the United States and Iran.", "talks planned 2025-08-10..2025-08-10 [abu-dhabi] russia ukraine"},
	} {
		if got := strings.Join(read(t, c.on, "The war in Ukraine", c.say), "; "); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.say, got, c.want)
		}
	}
}
