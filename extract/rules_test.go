package extract_test

import (
	"strings"
	"testing"

	"truceline/extract"
)

// Every rule reads its examples and none of its counterexamples.
func TestRulesReadTheirExamples(t *testing.T) {
	for _, topic := range []extract.Vocabulary{ukraine(t).Vocabulary, second(t).Vocabulary} {
		for _, fault := range extract.CheckRules(topic) {
			t.Errorf("%s: %v", topic.Topic, fault)
		}
	}
}

// A second topic is data only: other countries, other offices, other types.
func TestSecondTopicIsDataOnly(t *testing.T) {
	r := reader(t, second(t))
	text := `Ida Holm and Jon Var met in Seebad on Tuesday.

Both sides agreed on a truce, the Prime Minister said. Boria rejected a further proposal on Wednesday.`
	var got []string
	for _, rep := range r.Read(article("2030-05-16", "Leaders meet at Seebad", text)) {
		got = append(got, rep.Type+" "+string(rep.When.Start))
	}
	want := "parley 2030-05-14, armistice 2030-05-14, no 2030-05-15"
	if strings.Join(got, ", ") != want {
		t.Errorf("read %v, want %s", got, want)
	}
}

// Errors name the rule and the field, so that whoever writes rules finds them.
func TestErrorsNameRuleAndField(t *testing.T) {
	v := second(t).Vocabulary
	for name, change := range map[string]func(*extract.Rule){
		`rule parley: type: no type is called "duel"`:                                            func(r *extract.Rule) { r.Type = "duel" },
		`rule parley: patterns: "<duel> {actor}": no list of words is called "duel"`:             func(r *extract.Rule) { r.Patterns = []string{"<duel> {actor}"} },
		`rule parley: patterns: "{actor} fights" names no <list>, so nothing says where to look`: func(r *extract.Rule) { r.Patterns = []string{"{actor} fights"} },
		`rule parley: gives.default: no actor has the id "nobody"`:                               func(r *extract.Rule) { r.Gives.Default = []string{"nobody"} },
	} {
		broken := v
		broken.Rules = append([]extract.Rule(nil), v.Rules...)
		change(&broken.Rules[0])
		_, err := extract.New(broken)
		if err == nil || err.Error() != name {
			t.Errorf("error %v, want %s", err, name)
		}
	}
}
