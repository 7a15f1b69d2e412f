package timeline

import (
	"maps"
	"slices"
)

// Near gives the questions by which the archive finds every report that could
// be one event with this one, or linked to it.
func (w *Weaver) Near(r Report) []Near { return w.near(w.features(&r)) }

func (w *Weaver) near(f *features) []Near {
	reach := slipDays
	if f.kind.moves() {
		reach = moveDone
	}
	first, last := dayOfNumber(f.first), dayOfNumber(f.last)
	base := Near{Topic: w.topic, Types: f.kind.named, Actors: w.around(f), Places: w.whereabouts(f)}
	same := base
	same.From, same.To = reachBack(first, reach), reachOn(last, reach)
	asks := []Near{same}
	if f.kind.moves() && (f.report.Status == Postponed || f.report.Status == Cancelled) {
		next := base
		next.From, next.To = last, reachOn(last, postponeDays)
		told := base
		told.From, told.To, told.Statuses = reachBack(first, recallDays), first, []Status{Postponed, Cancelled}
		asks = append(asks, next, told)
	} else if f.kind.moves() {
		old := base
		old.From, old.To, old.Statuses = reachBack(first, postponeDays), first, []Status{Postponed, Cancelled}
		asks = append(asks, old)
	}
	return append(asks, w.nearAnswers(f, first)...)
}

// nearAnswers asks for the proposals that a refusal may be about, and for the
// refusals of a proposal.
func (w *Weaver) nearAnswers(f *features, first Day) []Near {
	var asks []Near
	ask := Near{Topic: w.topic, From: reachBack(first, answerDays), To: first}
	for _, id := range f.kind.Answers {
		if !w.kind(id).moves() {
			ask.Types = append(ask.Types, id)
			continue
		}
		meetings := ask
		meetings.Types, meetings.Statuses = []string{id}, unheld
		asks = append(asks, meetings)
	}
	if len(ask.Types) > 0 {
		asks = append(asks, ask)
	}
	if refusals := w.refusals[f.kind.ID]; len(refusals) > 0 && f.refusable() {
		asks = append(asks, Near{Topic: w.topic, Types: refusals, From: first, To: reachOn(first, answerDays)})
	}
	return asks
}

// NearDays gives the first and the last day between which an archive finds a
// report that is near another one: those of its date, and of one that is open at
// a side ("since 4 May") the days on which its event is looked for, so that what
// began long ago and goes on is not near to everything since.
func (r *Report) NearDays() (first, last Day) {
	from, to := r.When.closed(r.knownDay())
	return dayOfNumber(from), dayOfNumber(to)
}

func (r *Report) knownDay() int32 { return int32(r.KnownFrom.Unix() / 86400) }

// dayOfNumber is the day n days after the first of 1970, within what the
// archive can hold.
func dayOfNumber(n int32) Day {
	day := Day("1970-01-01").Add(int(n))
	return min(max(day, FirstDay), LastDay)
}

func reachBack(d Day, n int) Day {
	if d <= FirstDay.Add(n) {
		return FirstDay
	}
	return d.Add(-n)
}

func reachOn(d Day, n int) Day {
	if d >= LastDay.Add(-n) {
		return LastDay
	}
	return d.Add(n)
}

// around lists the actors of a report, the countries that they stand for,
// everybody else who stands for these, and of those who met the groups to
// which they belong.
func (w *Weaver) around(f *features) []string {
	var list []string
	for _, p := range f.report.Actors {
		list = append(list, p.Actor)
		list = append(list, w.sideActors[w.actor(p.Actor).side]...)
	}
	if f.kind.Identity == ByMeeting {
		for _, side := range f.sides {
			list = append(list, w.sideGroups[side]...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// whereabouts lists the places of a report; where a group met, also those by
// which a house that names its members may call them.
func (w *Weaver) whereabouts(f *features) []string {
	list := f.report.Places
	if len(f.within) == 0 || f.kind.Identity != ByMeeting {
		return list
	}
	for _, id := range f.report.Places {
		list = append(slices.Clone(list), w.vicinity[id]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// questions are what a frontier asks, joined where they are alike.
type questions []*question

// A question is a Near whose actors and places are still being collected.
type question struct {
	Near
	actors, places map[string]bool
}

// add joins a question with one of the same types and statuses whose days are
// close by.
func (list *questions) add(ask Near) {
	for _, q := range *list {
		if q.joins(ask) {
			q.From, q.To = min(q.From, ask.From), max(q.To, ask.To)
			q.take(ask)
			return
		}
	}
	q := &question{Near: ask, actors: map[string]bool{}, places: map[string]bool{}}
	q.take(ask)
	*list = append(*list, q)
}

func (q *question) joins(ask Near) bool {
	anybody := len(q.actors)+len(q.places) == 0
	return slices.Equal(q.Types, ask.Types) && slices.Equal(q.Statuses, ask.Statuses) && anybody == (len(ask.Actors)+len(ask.Places) == 0) &&
		ask.From <= q.To.Add(7) && q.From <= ask.To.Add(7)
}

func (q *question) take(ask Near) {
	for _, id := range ask.Actors {
		q.actors[id] = true
	}
	for _, id := range ask.Places {
		q.places[id] = true
	}
}

// ask is the question as the archive takes it, in one order whatever came
// first.
func (q *question) ask() Near {
	ask := q.Near
	ask.Actors, ask.Places = slices.Sorted(maps.Keys(q.actors)), slices.Sorted(maps.Keys(q.places))
	return ask
}
