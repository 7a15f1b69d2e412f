package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"truceline/timeline"
)

// Somebody whom no list knows acts for the country that the text gives him.
func TestStrangersActForTheirCountries(t *testing.T) {
	for _, c := range []struct{ say, want string }{
		{"Romanian President Nicolae Popa visited Kyiv on Tuesday.", "leader_visit romania=Nicolae Popa, President"},
		{"Romania's Prime Minister Ilie-Dorin de la Brad visited Kyiv on Tuesday.", "leader_visit romania=Ilie-Dorin de la Brad, Prime Minister"},
		{"Ana Stan, Romania's foreign minister, arrived in Kyiv on Tuesday.", "ministerial_meeting romania=Ana Stan, Romania's foreign minister"},
		{"Kazakhstan's President Arman Bek spoke to Volodymyr Zelensky by phone on Tuesday.", "phone_call kazakhstan=Arman Bek, President volodymyr-zelenskyy=President of Ukraine"},
		{"Romanian President Nicolae Popa was in Oslo. Popa visited Kyiv on Tuesday.", "leader_visit romania=Nicolae Popa, President"},
		{"Romanian soldier Nicolae Popa said on Tuesday that the war in Ukraine would last.", ""},
		{"Nicolae Popa visited Kyiv on Tuesday.", ""},
	} {
		var got []string
		for _, rep := range reader(t, ukraine(t)).Read(article("2025-08-07", "The war in Ukraine", c.say)) {
			got = append(got, rep.Type+taking(rep))
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.say, all, c.want)
		}
	}
}

func taking(rep timeline.Report) string {
	var b strings.Builder
	for _, p := range rep.Actors {
		fmt.Fprintf(&b, " %s=%s", p.Actor, p.As)
	}
	return b.String()
}

// The two presidents are the presidents named last, whoever came between.
func TestTheTwoPresidents(t *testing.T) {
	got := read(t, "2025-10-22", "", "Scott Bessent said on Wednesday that Vladimir Putin and Donald Trump would not end the war in Ukraine yet, and Marco Rubio agreed.\n\nThe meeting had been agreed in a phone call between the two presidents last Thursday.")
	want := "phone_call happened 2025-10-16..2025-10-16 [] donald-trump vladimir-putin"
	if all := strings.Join(got, "; "); !strings.Contains(all, want) {
		t.Errorf("got %s\nwant %s among them", all, want)
	}
}
