package scrape

import (
	"testing"
	"time"
)

func TestFeedDatesOfTheWild(t *testing.T) {
	kyiv, err := time.LoadLocation("Europe/Kyiv")
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		text, want string // in UTC; "" for no date
		day        bool
	}{
		{"Fri, 16 May 2025 14:30:00 +0300", "2025-05-16T11:30:00Z", false},
		{"Fri, 16 May 25 14:30:00 GMT", "2025-05-16T14:30:00Z", false},
		{"16 May 2025 14:30:00 EST", "2025-05-16T19:30:00Z", false},
		{"Mon, 16 May 2025 14:30 MSK", "2025-05-16T11:30:00Z", false},
		{"Fri, 16 May 2025 14:30:00 GMT+3", "2025-05-16T11:30:00Z", false},
		{"Mon, May 25 2020 04:45:26 +0000", "2020-05-25T04:45:26Z", false},
		{"5 Sept 2025 10:00:00 Z", "2025-09-05T10:00:00Z", false},
		{"Friday, 16-May-25 10:00:00 GMT", "2025-05-16T10:00:00Z", false},
		{"2025-05-16T14:30:00+03:00", "2025-05-16T11:30:00Z", false},
		{"2025-05-16T14:30:00.123Z", "2025-05-16T14:30:00Z", false},
		{"2025-05-16T14:30:00+0300", "2025-05-16T11:30:00Z", false},
		{"2025-05-16T14:30:00", "2025-05-16T11:30:00Z", false}, // Kyiv
		{"2025-05-16 14:30", "2025-05-16T11:30:00Z", false},
		{"2025-05-16 14:30:00 EDT", "2025-05-16T18:30:00Z", false},
		{"Fri, 16 May 2025 14:30:00 IST", "2025-05-16T11:30:00Z", false}, // three zones are called so: the source's own
		{"May 16, 2025 2:30 PM", "2025-05-16T11:30:00Z", false},
		{"May 16, 2025 12:05 AM UTC", "2025-05-16T00:05:00Z", false},
		{"2025-05-16", "2025-05-16T20:59:59Z", true},
		{"16 May 2025", "2025-05-16T20:59:59Z", true},
		{"Thu, 01 Jan 1970 00:00:00 GMT", "", false},
		{"0001-01-01T00:00:00Z", "", false},
		{"30 Feb 2025 10:00:00 GMT", "", false},
		{"yesterday", "", false},
		{"", "", false},
		{"16/05/2025", "", false}, // or the fifth of some sixteenth month: not guessed
	}
	for _, c := range cases {
		got, day, ok := parseFeedDate(c.text, kyiv)
		text := ""
		if ok {
			text = got.UTC().Truncate(time.Second).Format(time.RFC3339)
		}
		if text != c.want || day != c.day {
			t.Errorf("%q: %q (day %v), want %q (%v)", c.text, text, day, c.want, c.day)
		}
	}
}
