package api

import (
	"cmp"
	"fmt"
	"html"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// widgetAddress names the script that embed codes load. The number changes
// only where codes that stand on other sites would have to change with it.
const widgetAddress = "/embed/v1/timeline.js"

// heightAddress names the script that gives frames their height.
const heightAddress = "/embed/v1/frame.js"

// embedPage is the builder of embeds. Its codes work without script; the
// page's own script rewrites them as choices change.
type embedPage struct {
	frame
	Threads []timeline.Thread
	Codes   []embedChoice
}

type embedChoice struct{ ID, Title, Hint, Text string }

func (s *server) showEmbed(c *gin.Context) (string, any, error) {
	data := embedPage{frame: s.frame(c, "embed", "Embed this timeline", "/embed")}
	data.Description = "A timeline of this site for a page of yours: a custom element, a frame or oEmbed."
	for _, thread := range s.names.threads {
		data.Threads = append(data.Threads, thread)
	}
	slices.SortFunc(data.Threads, func(a, b timeline.Thread) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	data.Codes = embedCodes(s.address(c, ""), s.topic.Title)
	return "embed", data, nil
}

// embedCodes are the ways to embed everything there is.
func embedCodes(home, title string) []embedChoice {
	said := html.EscapeString(oneLine(title))
	return []embedChoice{
		{"element", "Script and element", "All five layouts. The link inside stays where the script does not run. " +
			"Content-Security-Policy needs script-src and connect-src for this server, nothing more.",
			fmt.Sprintf("<script async src=\"%s%s\"></script>\n<truce-line>\n  <a href=\"%s/\">%s</a>\n</truce-line>", home, widgetAddress, home, said)},
		{"iframe", "Frame", "Always a vertical list. The script gives the frame the height that it asks for; without it the height stays. " +
			"Content-Security-Policy needs frame-src for this server, and script-src with the script.",
			fmt.Sprintf(`<iframe src="%s/embed/frame" title="%s" width="100%%" height="480" loading="lazy"></iframe>
<script async src="%s%s"></script>`, home, said, home, heightAddress)},
		{"oembed", "oEmbed address", "For editors that ask for one. Most find it by themselves when you paste the address of a page of ours.",
			home + "/oembed?format=json&url=" + url.QueryEscape(home+"/")},
		{"picture", "Picture for mail", "Drawn by this server whenever it is asked for; it runs nothing. With .svg in place of .png it is sharp at any size, where the mail program shows that.",
			fmt.Sprintf(`<a href="%s/"><img src="%s/embed/timeline.png" alt="%s" width="%d"></a>`, home, home, said, pictureWidth)},
	}
}
