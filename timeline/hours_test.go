package timeline_test

import (
	"testing"

	"truceline/timeline"
)

// TestHoursAreSaidInUTCAndAtThePlace, whose day may be another.
func TestHoursAreSaidInUTCAndAtThePlace(t *testing.T) {
	for _, test := range []struct {
		day               timeline.Day
		clock, zone, want string
	}{
		{"2025-05-16", "18:20", "Europe/Kyiv", "15:20 UTC, 18:20 Kyiv"},
		{"2025-01-16", "18:20", "Europe/Kyiv", "16:20 UTC, 18:20 Kyiv"},
		{"2025-05-16", "00:30", "Europe/Kyiv", "21:30 UTC on 15 May, 00:30 Kyiv"},
		{"2025-12-31", "22:00", "America/New_York", "03:00 UTC on 1 January, 22:00 New York"},
		{"2025-05-16", "18:20", "UTC", "18:20 UTC"},
		{"2025-05-16", "18:20", "+03:00", "15:20 UTC, 18:20 +03:00"},
		{"2025-05-16", "18:20", "", "18:20 local time"},
		{"2025-05-16", "18:20", "Local", "18:20 (Local)"},
		{"2025-05-16", "18:20", "../etc/passwd", "18:20 (../etc/passwd)"},
		{"2025-05-16", "soon", "Europe/Kyiv", "soon (Europe/Kyiv)"},
		{"2025-05-16", "", "Europe/Kyiv", ""},
	} {
		when := timeline.OnDay(test.day)
		when.Clock, when.Zone = test.clock, test.zone
		if got := when.HourWords(); got != test.want {
			t.Errorf("%s %s %s: %q, want %q", test.day, test.clock, test.zone, got, test.want)
		}
	}
	span := timeline.When{Start: "2025-05-16", End: "2025-05-18", Precision: timeline.PrecisionRange, Clock: "18:20", Zone: "UTC"}
	if got := span.HourWords(); got != "" {
		t.Errorf("a span of days has the hour %q", got)
	}
}
