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

// Whom an office without a country means, and who is told of between commas.
func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct {
		on        timeline.Day
		say, want string
	}{
		{"2025-03-03", "Keir Starmer thanked Ukraine. Keir Starmer and Giorgia Meloni waited. The prime minister visited Kyiv on Sunday.", "leader_visit happened 2025-03-02..2025-03-02 [kyiv] keir-starmer"},
		{"2025-10-22", "The war in Ukraine went on. On Monday Marco Rubio spoke with his Russian counterpart, Sergey Lavrov, who would not listen.", "phone_call happened 2025-10-20..2025-10-20 [] marco-rubio sergey-lavrov"},
		{"2025-10-22", "The war in Ukraine went on. On Wednesday Donald Trump spoke of Ukraine. Within hours the Treasury Department imposed sanctions on Lukoil.", "sanctions happened 2025-10-22..2025-10-22 [] united-states"},
		{"2025-05-14", "The war in Ukraine went on. David Lammy was in Paris on Tuesday, a day after he met Andrii Sybiha.", "ministerial_meeting happened 2025-05-12..2025-05-12 [] andrii-sybiha david-lammy"},
	} {
		if got := strings.Join(read(t, c.on, "The war in Ukraine", c.say), "; "); !strings.Contains(got, c.want) {
			t.Errorf("%q\n got %s\nwant %s among them", c.say, got, c.want)
		}
	}
}
