package extract

import "truceline/timeline"

// An Output is an event as the command line prints it: names instead of ids.
type Output struct {
	Title     string             `json:"title"`
	Start     timeline.Day       `json:"start"`
	End       *timeline.Day      `json:"end"` // nil for one day
	Precision timeline.Precision `json:"precision"`
	Type      string             `json:"type"`
	Status    timeline.Status    `json:"status"`
	Actors    []string           `json:"actors"`
	Place     *string            `json:"place"` // nil where none is said
	Evidence  string             `json:"evidence"`
}

// Outputs gives reports in the shape that is printed: never nil, so that no
// events are [] and not null.
func (r *Reader) Outputs(reports []timeline.Report) []Output {
	list := make([]Output, 0, len(reports))
	for _, report := range reports {
		list = append(list, r.output(report))
	}
	return list
}

func (r *Reader) output(report timeline.Report) Output {
	first, last := report.When.Start, report.When.End
	if first == "" {
		first = last
	}
	o := Output{
		Title: report.Title, Start: first, Precision: report.When.Precision,
		Type: report.Type, Status: report.Status, Actors: []string{}, Evidence: report.Quote,
	}
	if last != "" && last != first {
		o.End = &last
	}
	for _, p := range report.Actors {
		name, ok := r.standsIn(p)
		if !ok {
			name = r.actorName(p.Actor)
		}
		o.Actors = append(o.Actors, name)
	}
	if len(report.Places) > 0 {
		name := r.placeName(report.Places[0])
		o.Place = &name
	}
	return o
}
