package timeline

import (
	"strings"
	"time"
)

// HourWords writes the hour of an exact day in UTC and at the event's place:
// "15:20 UTC, 18:20 Kyiv", "21:30 UTC on 15 May, 00:30 Kyiv". An hour without
// a zone is that of the place; "" where no source gives an hour.
func (w When) HourWords() string {
	if w.Clock == "" || !w.Exact() {
		return ""
	}
	if w.Zone == "" {
		return w.Clock + " local time"
	}
	at, place, known := w.instant()
	if !known {
		return w.Clock + " (" + w.Zone + ")"
	}
	utc := at.UTC()
	words := utc.Format("15:04") + " UTC"
	if DayOf(utc) != w.Start {
		words += utc.Format(" on 2 January")
	}
	if place != "" {
		words += ", " + w.Clock + " " + place
	}
	return words
}

// instant reads hour and zone; place is what the zone is called, "" for UTC.
func (w When) instant() (at time.Time, place string, known bool) {
	const layout = "2006-01-02 15:04"
	said := string(w.Start) + " " + w.Clock
	if w.Zone == "Z" || w.Zone == "UTC" {
		at, err := time.Parse(layout, said)
		return at, "", err == nil
	}
	if at, err := time.Parse(layout+" -07:00", said+" "+w.Zone); err == nil {
		return at, w.Zone, true
	}
	if !strings.Contains(w.Zone, "/") { // "Local" would be the zone of this machine
		return time.Time{}, "", false
	}
	zone, err := time.LoadLocation(w.Zone)
	if err != nil {
		return time.Time{}, "", false
	}
	at, err = time.ParseInLocation(layout, said, zone)
	city := w.Zone[strings.LastIndexByte(w.Zone, '/')+1:]
	return at, strings.ReplaceAll(city, "_", " "), err == nil
}
