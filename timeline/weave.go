package timeline

// Near asks the archive for the live reports that could speak of the same
// event as some report: those of one of the types whose possible days meet
// [From, To] and, where Actors or Places are given, that share one of them.
type Near struct {
	Topic    string
	Types    []string
	From, To Day
	Actors   []string
	Places   []string
}

// Known is what the archive holds in the neighbourhood of some reports: the
// live reports with their articles, the events that they stood in, and
// people's standing corrections of these events.
type Known struct {
	Events  []Event
	Reports []Report
	Edits   []Edit
}

// Woven is what weaving changed: events that are new or differ from before,
// reports with the event they now stand in, and the revisions to add.
// Superseded names revisions (event, number) that a late article overtook.
type Woven struct {
	Events     []Event
	Reports    []Report
	Revisions  []Revision
	Superseded []Revision
}
