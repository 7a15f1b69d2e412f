package extract_test

import (
	"strings"
	"testing"
)

// Every place and day that a sentence lists is an occasion of its own.
func TestListedOccasions(t *testing.T) {
	r := reader(t, ukraine(t))
	for text, want := range map[string]string{
		"Talks between Ukraine, the US and Russia were held in Abu Dhabi on May 23-24 and June 4-5.":                               "2025-05-23 abu-dhabi, 2025-06-04 abu-dhabi",
		"Russia and Ukraine held talks in Minsk on Monday and in Riyadh on Wednesday.":                                             "2025-06-09 minsk, 2025-06-11 riyadh",
		"Ukraine and Russia met in Istanbul on 16 May and 2 June.":                                                                 "2025-05-16 istanbul, 2025-06-02 istanbul",
		"A second and third round of talks between Russia and Ukraine took place on 3 May,[2] and 7 May 2025,[3] on the Dniester.": "2025-05-03 , 2025-05-07 ",
		"A fourth and fifth round of talks between Russia and Ukraine were respectively held on 10 and 14 May in Istanbul.":        "2025-05-10 istanbul, 2025-05-14 istanbul",
		"Russia and Ukraine held talks in Minsk on Monday and Tuesday.":                                                            "2025-06-09 minsk",
		"Russia and Ukraine held talks in Minsk on Monday and will exchange maps on Friday.":                                       "2025-06-09 minsk",
	} {
		var got []string
		for _, report := range r.Read(article("2025-06-12", "", text)) {
			if report.Type == "talks" {
				got = append(got, string(report.When.Start)+" "+strings.Join(report.Places, " "))
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s\nread %v, want %s", text, got, want)
		}
	}
}
