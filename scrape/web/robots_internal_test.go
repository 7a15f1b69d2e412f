package web

import (
	"strings"
	"testing"
	"time"
)

// Each case is a robots.txt, a path, and whether Truceline may ask for it.
// The numbers are sections of RFC 9309.
func TestRobotsCases(t *testing.T) {
	const me = "User-agent: truceline\n"
	const all = "User-agent: *\n"
	cases := []struct {
		name, text, path string
		allowed          bool
	}{
		// 2.2.1: which group speaks.
		{"empty file", "", "/a", true},
		{"own group forbids", me + "Disallow: /", "/a", false},
		{"own group beats the star", all + "Disallow: /\n\n" + me + "Allow: /", "/a", true},
		{"star group where no own one is", all + "Disallow: /a", "/a", false},
		{"another's group is not ours", "User-agent: other\nDisallow: /", "/a", true},
		{"name in capitals", "User-Agent: TRUCELINE\nDisallow: /", "/a", false},
		{"name with a version", "User-agent: Truceline/2.0\nDisallow: /", "/a", false},
		{"a beginning of the name is another name", "User-agent: truce\nDisallow: /", "/a", true},
		{"a longer name is another name", "User-agent: trucelinebot\nDisallow: /", "/a", true},
		{"name with a hyphen is another name", "User-agent: truceline-news\nDisallow: /", "/a", true},
		{"own groups are joined", me + "Disallow: /a\n\n" + me + "Disallow: /b", "/b", false},
		{"star groups are joined", all + "Disallow: /a\n\n" + all + "Disallow: /b", "/a", false},
		{"several names, one group", "User-agent: other\n" + me + "Disallow: /a", "/a", false},
		{"several names, other order", me + "User-agent: other\nDisallow: /a", "/a", false},
		{"a group ends where the next begins", me + "Disallow: /a\nUser-agent: other\nDisallow: /b", "/b", true},
		{"own empty group lifts the star's rules", all + "Disallow: /\n\n" + me + "Disallow:", "/a", true},
		{"rules before any group are nobody's", "Disallow: /\n" + me + "Allow: /b", "/a", true},
		{"blank lines do not end a group", me + "\n\nDisallow: /a", "/a", false},
		{"sitemap lines do not end a list of names", me + "Sitemap: https://e.org/s.xml\nUser-agent: other\nDisallow: /a", "/a", false},
		{"star with words after it", "User-agent: * # everybody\nDisallow: /a", "/a", false},
		// 2.2.2: which rule decides.
		{"no rule matches", me + "Disallow: /b", "/a", true},
		{"prefix", me + "Disallow: /a", "/abc", false},
		{"folder with its slash", me + "Disallow: /a/", "/a", true},
		{"folder's inside", me + "Disallow: /a/", "/a/b", false},
		{"longer permission", me + "Disallow: /a\nAllow: /a/b", "/a/b/c", true},
		{"longer prohibition", me + "Allow: /a\nDisallow: /a/b", "/a/b/c", false},
		{"order does not matter", me + "Allow: /a/b\nDisallow: /a", "/a/b", true},
		{"a tie is permission", me + "Disallow: /a\nAllow: /a", "/a", true},
		{"a tie is permission, other order", me + "Allow: /a\nDisallow: /a", "/a", true},
		{"empty rule forbids nothing", me + "Disallow:", "/a", true},
		{"empty permission permits nothing special", me + "Disallow: /a\nAllow:", "/a", false},
		{"paths know capitals", me + "Disallow: /A", "/a", true},
		{"query belongs to the path", me + "Disallow: /a?b=1", "/a?b=1", false},
		{"another query", me + "Disallow: /a?b=1", "/a?b=2", true},
		{"front page alone", me + "Disallow: /\nAllow: /$", "/", true},
		{"front page alone, a page", me + "Disallow: /\nAllow: /$", "/a", false},
		// 2.2.2: encodings.
		{"encoded letters in the rule", me + "Disallow: /%61", "/a", false},
		{"encoded letters in the path", me + "Disallow: /a", "/%61", false},
		{"small and large hex digits", me + "Disallow: /%e3%83%84", "/%E3%83%84", false},
		{"letters beyond ASCII in the rule", me + "Disallow: /ツ", "/%E3%83%84", false},
		{"encoded slash is no slash", me + "Disallow: /a/b", "/a%2Fb", true},
		{"encoded slash on both sides", me + "Disallow: /a%2fb", "/a%2Fb", false},
		{"tilde", me + "Disallow: /%7Ejoe", "/~joe", false},
		// 2.2.3: wildcards.
		{"star in the middle", me + "Disallow: /a/*/c", "/a/b/c", false},
		{"star matches nothing too", me + "Disallow: /a*c", "/ac", false},
		{"star at the end", me + "Disallow: /a*", "/abc", false},
		{"star at the beginning", me + "Disallow: *.pdf", "/x/y.pdf", false},
		{"end mark", me + "Disallow: /*.pdf$", "/x.pdf", false},
		{"end mark, more follows", me + "Disallow: /*.pdf$", "/x.pdf?a", true},
		{"end mark after a repeated ending", me + "Disallow: /*.pdf$", "/x.pdf.pdf", false},
		{"dollar inside is a dollar", me + "Disallow: /a$b", "/a$b", false},
		{"two stars", me + "Disallow: /*/b/*/d", "/a/b/c/d", false},
		{"two stars that do not fit", me + "Disallow: /*/b/*/d", "/a/c/b/d", true},
		{"many stars end soon", me + "Disallow: /" + strings.Repeat("*a", 200) + "$", "/" + strings.Repeat("a", 5000) + "b", true},
		// 2.2, 2.5: what the file may look like.
		{"byte order mark", "\ufeff" + me + "Disallow: /a", "/a", false},
		{"carriage returns", "User-agent: truceline\r\nDisallow: /a\r\n", "/a", false},
		{"old Mac line ends", "User-agent: truceline\rDisallow: /a\r", "/a", false},
		{"spaces around the colon", "User-agent : truceline\nDisallow : /a", "/a", false},
		{"comment after a rule", me + "Disallow: /a # not now", "/a", false},
		{"no colon, no rule", me + "Disallow /a", "/a", true},
		{"unknown lines are passed over", me + "Noindex: /a\nHost: e.org\nDisallow: /b", "/b", false},
		{"bytes that are no text", me + "\xff\xfe: \x00\nDisallow: /a", "/a", false},
		{"half a megabyte is read", me + strings.Repeat("# x\n", 100_000) + "Disallow: /a", "/a", false},
		{"an HTML page says nothing", "<!DOCTYPE html><html><body>Disallow</body></html>", "/a", true},
	}
	if len(cases) < 60 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		if got := parseRobots([]byte(c.text), "Truceline").allows(c.path); got != c.allowed {
			t.Errorf("%s: allowed %v, want %v", c.name, got, c.allowed)
		}
	}
}

func TestCrawlDelayIsTheGroupsOwn(t *testing.T) {
	got := parseRobots([]byte("User-agent: *\nCrawl-delay: 10\n\nUser-agent: other\nCrawl-delay: 99\nDisallow: /"), "Truceline").delay
	if got != 10*time.Second {
		t.Errorf("delay %v", got)
	}
	if got := parseRobots([]byte("User-agent: *\nCrawl-delay: often"), "Truceline").delay; got != 0 {
		t.Errorf("words give %v", got)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1.5"), "/a?b=%2f")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		r := parseRobots(body, "Truceline")
		_ = r.allows(path)
		if r.delay < 0 || r.delay > 24*time.Hour {
			t.Errorf("delay %v", r.delay)
		}
	})
}
