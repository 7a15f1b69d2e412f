package api

import "testing"

func TestExplorerAnnouncesTheIndexThatItWillAskFor(t *testing.T) {
	a := newAPI(t)
	for address, wanted := range map[string]string{
		"/": indexAhead,
		"/?from=2025-05-01&type=talks&event=x&lanes=actor&utm_source=y": indexAhead,
		"/?actor=x":          "",
		"/?not.place=y":      "",
		"/?q=talks":          "",
		"/?as_of=2025-05-01": "",
	} {
		if got := a.get(address).Header().Get("Link"); got != wanted {
			t.Errorf("GET %s announces %q, want %q", address, got, wanted)
		}
	}
}
