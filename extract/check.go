package extract

import (
	"fmt"
	"slices"
	"strings"

	"truceline/timeline"
)

// CheckRules tries every rule on its examples and counterexamples. A rule
// must read each example, with what the example says that it finds, and none
// of its counterexamples.
func CheckRules(v Vocabulary) []error {
	r, err := New(v)
	if err != nil {
		return []error{err}
	}
	var faults []error
	for _, rule := range v.Rules {
		if len(rule.Examples) == 0 || len(rule.Counterexamples) == 0 {
			faults = append(faults, fmt.Errorf("rule %s: it needs an example and a counterexample", rule.ID))
		}
		for _, e := range rule.Examples {
			if err := r.checkExample(rule, e); err != nil {
				faults = append(faults, fmt.Errorf("rule %s: example %q: %w", rule.ID, e.Say, err))
			}
		}
		for _, text := range rule.Counterexamples {
			if i := slices.IndexFunc(r.say1(text, "2025-05-13"), func(rep timeline.Report) bool { return rep.Rule == rule.ID }); i >= 0 {
				faults = append(faults, fmt.Errorf("rule %s: it reads its counterexample %q", rule.ID, text))
			}
		}
	}
	return faults
}

// say1 reads one sentence as the lead of an article of the day.
func (r *Reader) say1(text string, day timeline.Day) []timeline.Report {
	return r.Read(timeline.Article{Text: text, Published: day.Time(), Language: "en"})
}

func (r *Reader) checkExample(rule Rule, e Example) error {
	on := e.On
	if on == "" {
		on = "2025-05-13"
	}
	if _, err := timeline.ParseDay(string(on)); err != nil {
		return fmt.Errorf("on: %w", err)
	}
	var seen []string
	for _, rep := range r.say1(e.Say, on) {
		if rep.Rule != rule.ID {
			seen = append(seen, rep.Rule)
			continue
		}
		return r.compare(rep, e.Find)
	}
	return fmt.Errorf("the rule does not read it; rules that do: %v", seen)
}

func (r *Reader) compare(rep timeline.Report, want map[string]string) error {
	var ids []string
	for _, p := range rep.Actors {
		ids = append(ids, p.Actor)
	}
	slices.Sort(ids)
	got := map[string]string{
		"type": rep.Type, "status": string(rep.Status), "start": string(rep.When.Start), "end": string(rep.When.End),
		"precision": string(rep.When.Precision), "place": strings.Join(rep.Places, " "), "actors": strings.Join(ids, " "), "title": rep.Title,
	}
	for _, n := range rep.Numbers {
		got[n.What] = fmt.Sprint(n.Value)
	}
	for _, field := range sortedKeys(want) {
		value := want[field]
		if field == "actors" {
			words := strings.Fields(value)
			slices.Sort(words)
			value = strings.Join(words, " ")
		}
		have, ok := got[field]
		if !ok {
			return fmt.Errorf("find.%s: nothing is called so, or the rule does not count it", field)
		}
		if have != value {
			return fmt.Errorf("%s is %q, not %q", field, have, value)
		}
	}
	return nil
}
