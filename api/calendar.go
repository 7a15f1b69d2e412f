package api

import (
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"truceline/timeline"
)

// writeCalendar writes a calendar (RFC 5545). Entries are whole days, as the
// day is the day at the event's place; where the day is in doubt the title
// says so in words and the entry spans all possible days without blocking
// them. UID and SEQUENCE follow from the event alone, so that a calendar
// that read it before updates its entry.
func writeCalendar(w io.Writer, v view, events stream) error {
	cal := ics.NewCalendarFor("truceline")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(oneLine(v.Title))
	cal.SetXWRCalName(oneLine(v.Title))
	cal.SetDescription(oneLine(v.line()))
	cal.SetXWRCalDesc(oneLine(v.line()))
	cal.SetRefreshInterval("PT1H")
	cal.SetXPublishedTTL("PT1H")
	// The head is written alone, then entry by entry: the library's calendar
	// would hold them all.
	var head strings.Builder
	if err := cal.SerializeTo(&head, ics.WithNewLineWindows); err != nil {
		return err
	}
	const tail = "END:VCALENDAR\r\n"
	if _, err := io.WriteString(w, strings.TrimSuffix(head.String(), tail)); err != nil {
		return err
	}
	settings := &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}
	empty := true
	for event, err := range events {
		if err != nil {
			return err
		}
		empty = false
		if err := v.entry(event).SerializeTo(w, settings); err != nil {
			return fmt.Errorf("calendar entry of event %s: %w", event.ID, err)
		}
	}
	if empty {
		if _, err := io.WriteString(w, soleZone); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, tail)
	return err
}

// soleZone stands in a calendar without entries, which must have a component
// all the same (RFC 5545, 3.6) and would be refused by strict readers.
const soleZone = "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n" +
	"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

// entry is one event in a calendar.
func (v view) entry(e timeline.Event) *ics.VEvent {
	entry := ics.NewEvent(e.ID + "@truceline")
	first, last := entryDays(e.When)
	entry.SetAllDayStartAt(first.Time())
	entry.SetAllDayEndAt(last.Add(1).Time()) // DTEND is the first day after
	entry.SetDtStampTime(e.Updated.UTC())
	entry.SetCreatedTime(e.Created.UTC())
	entry.SetModifiedAt(e.Updated.UTC())
	entry.SetSequence(sequence(e))
	entry.SetSummary(oneLine(entryTitle(e)))
	entry.SetDescription(v.entryText(e))
	entry.SetStatus(entryStatus(e.Status))
	entry.SetURL(v.event(e.ID))
	entry.SetTimeTransparency(ics.TransparencyTransparent)
	if len(e.Places) > 0 {
		entry.SetLocation(oneLine(v.names.place(e.Places[0])))
	}
	if at := v.geometry(e); at != nil {
		entry.SetGeo(at.Coordinates[1], at.Coordinates[0])
	}
	entry.SetProperty(ics.ComponentPropertyCategories, oneLine(v.names.kind(e.Type)))
	return entry
}

// entryDays are the days that a calendar can show: an open date stands on
// its only bound.
func entryDays(w timeline.When) (first, last timeline.Day) {
	first, last = w.Start, w.End
	if first == "" {
		first = last
	}
	if last == "" {
		last = first
	}
	return first, last
}

// sequence rises with every change of an event: the seconds from its
// creation to its last change.
func sequence(e timeline.Event) int {
	return max(0, int(e.Updated.Sub(e.Created)/time.Second))
}

// entryTitle says status, doubt and hour in words before the title is read:
// an entry of a whole day shows no other hour.
func entryTitle(e timeline.Event) string {
	title := namedBy(e)
	if e.Status != timeline.Happened {
		title = strings.ToUpper(string(e.Status[:1])) + string(e.Status[1:]) + ": " + title
	}
	if !e.When.Exact() && !e.When.Lasting {
		title += " (" + e.WhenWords() + ", day not fixed)"
	}
	if hour := oneLine(e.When.HourWords()); hour != "" {
		title += " (" + hour + ")"
	}
	return title
}

// namedBy is an event's title; its id where the title has nothing to read.
func namedBy(e timeline.Event) string { return or(oneLine(e.Title), e.ID) }

func (v view) entryText(e timeline.Event) string {
	lines := []string{
		oneLine(e.Summary),
		"Date: " + oneLine(e.WhenWords()) + ". Status: " + string(e.Status) + ".",
		sentence(corroborationWords(e.Corroboration)),
		"Evidence: " + v.event(e.ID),
		oneLine(v.Licence + ", " + v.Attribution),
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func entryStatus(status timeline.Status) ics.ObjectStatus {
	switch status {
	case timeline.Cancelled, timeline.Rejected:
		return ics.ObjectStatusCancelled
	case timeline.Happened:
		return ics.ObjectStatusConfirmed
	default:
		return ics.ObjectStatusTentative
	}
}
