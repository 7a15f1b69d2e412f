package dates

// A Timex is a Date as the command line prints it.
type Timex struct {
	Text  string `json:"text"`
	Start int    `json:"start"` // UTF-8 byte offsets
	End   int    `json:"end"`
	Value string `json:"value"`
	Type  Kind   `json:"type"`
}

// JSON gives dates in the shape that is printed: never nil, so that no dates
// are [] and not null.
func JSON(found []Date) []Timex {
	list := make([]Timex, len(found))
	for i, d := range found {
		list[i] = Timex{Text: d.Text, Start: d.Start, End: d.End, Value: d.Value, Type: d.Kind}
	}
	return list
}
