package timeline_test

import (
	"testing"
	"time"

	"truceline/timeline"
)

// A day is read as package time reads it.
func TestADayIsReadAsPackageTimeReadsIt(t *testing.T) {
	for _, text := range []string{"2025-05-16", "2024-02-29", "2023-02-29", "2025-06-31", "2025-00-10", "2025-13-01", "2025-01-00", "0001-01-01", "0000-01-01",
		"9999-12-31", "2025-1-01", "2025/01/01", "20250101", "", "2025-01-1x", "-025-01-01", "2025-+1-01", "2025-01-01 "} {
		want, err := time.Parse(time.DateOnly, text)
		if err != nil {
			want = time.Time{}
		}
		if got := timeline.Day(text).Time(); !got.Equal(want) {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}
