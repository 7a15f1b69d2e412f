package timeline_test

import (
	"testing"
	"time"

	"truceline/timeline"
)

// A house is what one of two outlets reports, in the fields in which they differ.
type house struct {
	kind   string
	status timeline.Status
	day    timeline.Day
	known  timeline.Day
	actors []timeline.Participation
	places []string
	quote  string
	dated  string // the rule of the date, where the text does not give the number of the day
}

// One sentence that was read as two things is not one event.
func TestOneArticleTellsApart(t *testing.T) {
	text := "The envoy met the president two days before a deadline to accept a truce or face sanctions."
	truce := house{"ceasefire_agreement", timeline.Happened, "2025-08-06", "2025-08-06", parties("russia"), nil, text, "publication"}.report("a")
	sanctions := house{"sanctions", timeline.Happened, "2025-08-06", "2025-08-06", parties("russia"), nil, text, "publication"}.report("b")
	sanctions.ArticleID = truce.ArticleID
	if likeness := weaver(t).Likeness(truce, sanctions); likeness.Points > 0 {
		t.Errorf("%.1f points: %v", likeness.Points, likeness.Reasons)
	}
}

func (h house) report(id string) timeline.Report {
	when := timeline.OnDay(h.day)
	if h.dated != "" {
		when.Implied = []string{"year", "month", "day"}
	}
	return timeline.Report{ID: id, Topic: "ukraine", ArticleID: id, Type: h.kind, Status: h.status, When: when,
		Actors: h.actors, Places: h.places, Quote: h.quote, Certainty: 80, DateRule: h.dated, Reader: timeline.ReaderRules, KnownFrom: h.known.Time().Add(20 * time.Hour)}
}

func parties(ids ...string) []timeline.Participation {
	list := make([]timeline.Participation, len(ids))
	for i, id := range ids {
		list[i] = timeline.Participation{Actor: id, Part: "party"}
	}
	return list
}

func signatories(ids ...string) []timeline.Participation {
	list := parties(ids...)
	for i := range list {
		list[i].Part = "signatory"
	}
	return list
}

func proposers(ids ...string) []timeline.Participation {
	list := parties(ids...)
	for i := range list {
		list[i].Part = "proposer"
	}
	return list
}

// Why two houses that speak of one thing give different days, places and
// names; and the near misses of each.
func TestHowHousesDiffer(t *testing.T) {
	envoys := parties("vladimir-putin", "steve-witkoff")
	cases := []struct {
		name string
		a, b house
		same bool
	}{
		{"late on one day and early on the next",
			house{"talks", timeline.Happened, "2026-01-22", "2026-01-22", envoys, []string{"kremlin"}, "Putin met Witkoff late on Thursday.", ""},
			house{"talks", timeline.Happened, "2026-01-23", "2026-01-23", envoys, []string{"moscow"}, "The session with Witkoff ended in the early hours of Friday.", ""}, true},
		{"consecutive days without a night between",
			house{"talks", timeline.Happened, "2026-01-22", "2026-01-22", envoys, []string{"kremlin"}, "Putin met Witkoff on Thursday.", ""},
			house{"talks", timeline.Happened, "2026-01-23", "2026-01-23", envoys, []string{"moscow"}, "Putin met Witkoff again on Friday.", ""}, false},
		{"the same ministers on consecutive days, which the texts name by the weekday",
			house{"talks", timeline.Happened, "2026-11-24", "2026-11-24", parties("marco-rubio", "sergey-lavrov"), []string{"riyadh"}, "Rubio saw Lavrov in Riyadh on Tuesday.", "weekday"},
			house{"talks", timeline.Happened, "2026-11-25", "2026-11-25", parties("sergey-lavrov", "marco-rubio"), []string{"riyadh"}, "Lavrov and Rubio sat down in Riyadh on Wednesday.", "weekday"}, false},
		{"a round of two days, of which each house tells one",
			house{"talks", timeline.Happened, "2026-01-23", "2026-01-23", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "Three delegations opened two-day talks in Abu Dhabi on Friday.", "weekday"},
			house{"talks", timeline.Happened, "2026-01-24", "2026-01-24", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "Negotiators of three countries met in Abu Dhabi on Saturday.", "weekday"}, true},
		{"a house that names no day tells on the morrow",
			house{"talks", timeline.Happened, "2026-11-24", "2026-11-24", parties("marco-rubio", "sergey-lavrov"), []string{"riyadh"}, "Rubio saw Lavrov in Riyadh on Tuesday.", "weekday"},
			house{"talks", timeline.Happened, "2026-11-25", "2026-11-25", parties("sergey-lavrov", "marco-rubio"), []string{"riyadh"}, "Lavrov and Rubio sat down in Riyadh.", "publication"}, true},
		{"a city state is in the city around it",
			house{"summit", timeline.Happened, "2025-04-26", "2025-04-26", parties("donald-trump", "volodymyr-zelenskyy"), []string{"vatican-city"}, "They talked before the funeral.", ""},
			house{"summit", timeline.Happened, "2025-04-26", "2025-04-26", parties("donald-trump", "volodymyr-zelenskyy"), []string{"rome"}, "The two sat face to face.", ""}, true},
		{"a town is in its wide region",
			house{"talks", timeline.Happened, "2025-12-04", "2025-12-04", parties("rustem-umerov", "steve-witkoff"), []string{"miami"}, "The teams sat down together.", ""},
			house{"talks", timeline.Happened, "2025-12-04", "2025-12-05", parties("ukraine", "united-states"), []string{"florida"}, "Delegations conferred.", ""}, true},
		{"a country as the place is the other party",
			house{"talks", timeline.Happened, "2025-12-02", "2025-12-02", envoys, []string{"kremlin"}, "Putin received the envoy.", ""},
			house{"talks", timeline.Planned, "2025-12-02", "2025-11-28", parties("steve-witkoff"), []string{"russia"}, "The envoy will fly to Moscow.", ""}, true},
		{"two meetings of one man in one city on one day",
			house{"talks", timeline.Happened, "2025-05-18", "2025-05-18", parties("volodymyr-zelenskyy", "jd-vance"), []string{"rome"}, "He met the vice president.", ""},
			house{"leader_visit", timeline.Happened, "2025-05-18", "2025-05-18", []timeline.Participation{{Actor: "volodymyr-zelenskyy", Part: "visitor"}, {Actor: "pope-leo-xiv", Part: "host"}}, []string{"vatican-city"}, "The pope received him.", ""}, false},
		{"other members of the same delegations",
			house{"talks", timeline.Happened, "2025-04-17", "2025-04-17", parties("marco-rubio", "andriy-yermak"), []string{"paris"}, "A day of talks.", ""},
			house{"ministerial_meeting", timeline.Happened, "2025-04-17", "2025-04-17", parties("keith-kellogg", "andrii-sybiha"), []string{"paris"}, "Consultations took all day.", ""}, true},
		{"a plan that moved by three days and is planned anew",
			house{"talks", timeline.Planned, "2026-02-01", "2026-01-25", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "The next round is on Sunday.", ""},
			house{"talks", timeline.Planned, "2026-02-04", "2026-01-31", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "The next round is on Wednesday.", ""}, true},
		{"a plan four days later is another one",
			house{"talks", timeline.Planned, "2026-02-01", "2026-01-25", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "The next round is on Sunday.", ""},
			house{"talks", timeline.Planned, "2026-02-05", "2026-01-31", parties("ukraine", "russia", "united-states"), []string{"abu-dhabi"}, "The next round is on Thursday.", ""}, false},
		{"a spokesman tells of what his president proposed",
			house{"talks", timeline.Proposed, "2025-05-15", "2025-05-11", proposers("vladimir-putin"), []string{"istanbul"}, "Putin offers direct talks on 15 May.", ""},
			house{"talks", timeline.Proposed, "2025-05-15", "2025-05-12", proposers("dmitry-peskov"), []string{"istanbul"}, "Peskov recalled the offer of a start on 15 May.", ""}, true},
		{"two ministers of a country propose different meetings of a day",
			house{"talks", timeline.Proposed, "2025-05-15", "2025-05-11", proposers("vladimir-putin"), []string{"istanbul"}, "Putin offers direct talks on 15 May.", ""},
			house{"talks", timeline.Proposed, "2025-05-15", "2025-05-12", proposers("sergey-lavrov"), []string{"moscow"}, "Lavrov would see them in Moscow.", ""}, false},
		{"a house names the group, another one the leaders who belong to it",
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-04", parties("coalition-of-the-willing"), []string{"elysee-palace"}, "The willing sat down at the Elysee.", ""},
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-05", parties("emmanuel-macron", "keir-starmer", "donald-tusk"), []string{"paris"}, "Leaders gathered around one table.", ""}, true},
		{"a group with its guest, and its host with the guest",
			house{"summit", timeline.Planned, "2025-09-04", "2025-09-01", parties("coalition-of-the-willing", "volodymyr-zelenskyy"), []string{"paris"}, "The willing are to gather.", ""},
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-05", parties("emmanuel-macron", "volodymyr-zelenskyy"), []string{"paris"}, "Macron brought thirty leaders together.", ""}, true},
		{"a group, and its host with a guest",
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-04", parties("coalition-of-the-willing"), []string{"elysee-palace"}, "The willing sat down.", ""},
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-05", parties("emmanuel-macron", "volodymyr-zelenskyy"), []string{"paris"}, "Macron brought thirty leaders together.", ""}, true},
		{"a group, and its host with a guest on the day before",
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-04", parties("coalition-of-the-willing"), []string{"elysee-palace"}, "The willing sat down.", ""},
			house{"leader_visit", timeline.Happened, "2025-09-03", "2025-09-03", parties("emmanuel-macron", "volodymyr-zelenskyy"), []string{"elysee-palace"}, "Macron received Zelenskyy.", ""}, false},
		{"two ministers of a group by themselves, while the group meets",
			house{"ministerial_meeting", timeline.Happened, "2025-03-13", "2025-03-13", parties("g7"), []string{"charlevoix"}, "The seven opened their session.", ""},
			house{"talks", timeline.Happened, "2025-03-13", "2025-03-13", parties("marco-rubio", "melanie-joly"), []string{"charlevoix"}, "Rubio saw Joly alone.", ""}, false},
		{"leaders who do not belong to the group",
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-04", parties("g7"), []string{"paris"}, "The seven sat down.", ""},
			house{"summit", timeline.Happened, "2025-09-04", "2025-09-05", parties("volodymyr-zelenskyy", "recep-tayyip-erdogan", "narendra-modi"), []string{"paris"}, "Leaders gathered around one table.", ""}, false},
		{"days later a house tells that it was called off",
			house{"summit", timeline.Cancelled, "2025-10-22", "2025-10-22", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "Trump dropped his meeting with Putin on Wednesday.", ""},
			house{"summit", timeline.Cancelled, "2025-10-31", "2025-10-31", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "The meeting has been scrapped over a memo.", "publication"}, true},
		{"another meeting is called off on a day of its own",
			house{"summit", timeline.Cancelled, "2025-10-22", "2025-10-22", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "Trump dropped his meeting with Putin on Wednesday.", ""},
			house{"summit", timeline.Cancelled, "2025-10-31", "2025-10-31", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "On Friday the new date was dropped as well.", ""}, false},
		{"called off, and a month later that was told again",
			house{"summit", timeline.Cancelled, "2025-10-22", "2025-10-22", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "Trump dropped his meeting with Putin on Wednesday.", ""},
			house{"summit", timeline.Cancelled, "2025-11-22", "2025-11-22", parties("donald-trump", "vladimir-putin"), []string{"budapest"}, "The meeting has been scrapped.", "publication"}, false},
		{"signed in the evening on one side of the ocean, in the night on the other",
			house{"agreement_signed", timeline.Happened, "2025-04-30", "2025-05-05", signatories("yuliia-svyrydenko", "scott-bessent"), []string{"washington"}, "Svyrydenko put her name to the minerals deal beside Bessent on 30 April.", ""},
			house{"agreement_signed", timeline.Happened, "2025-05-01", "2025-05-06", signatories("yuliia-svyrydenko", "scott-bessent"), nil, "On 1 May the ministers signed the deal on minerals.", ""}, true},
		{"signed on consecutive days by others",
			house{"agreement_signed", timeline.Happened, "2025-04-30", "2025-05-05", signatories("yuliia-svyrydenko", "scott-bessent"), []string{"washington"}, "Svyrydenko put her name to the minerals deal beside Bessent on 30 April.", ""},
			house{"agreement_signed", timeline.Happened, "2025-05-01", "2025-05-06", signatories("ukraine", "united-states"), nil, "On 1 May the two countries signed a deal on drones.", ""}, false},
		{"signed on consecutive days by the same two, about other things",
			house{"agreement_signed", timeline.Happened, "2025-11-17", "2025-11-17", signatories("volodymyr-zelenskyy", "emmanuel-macron"), []string{"paris"}, "A letter of intent about a hundred fighter jets was signed on Monday.", ""},
			house{"agreement_signed", timeline.Happened, "2025-11-18", "2025-11-18", signatories("volodymyr-zelenskyy", "emmanuel-macron"), []string{"paris"}, "On Tuesday they put their names to a loan for locomotives.", ""}, false},
		{"the texts give one amount",
			house{"humanitarian", timeline.Happened, "2026-04-09", "2026-04-09", parties("russia"), nil, "Russia returned 1,000 fallen.", ""},
			house{"humanitarian", timeline.Happened, "2026-04-09", "2026-04-09", parties("ukraine", "russia"), nil, "1,000 bodies came back.", ""}, true},
	}
	for _, c := range cases {
		likeness := weaver(t).Likeness(c.a.report("a"), c.b.report("b"))
		if (likeness.Points > 0) != c.same {
			t.Errorf("%s: %.1f points, want one event %v: %v", c.name, likeness.Points, c.same, likeness.Reasons)
		}
		if other := weaver(t).Likeness(c.b.report("b"), c.a.report("a")); other.Points != likeness.Points {
			t.Errorf("%s: %.1f points one way, %.1f the other", c.name, likeness.Points, other.Points)
		}
	}
}
