package api

import (
	"fmt"
	"io"
	"strings"

	"truceline/timeline"
)

// markdownEscapes keep text from being read as markup.
var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`, "!", `\!`, "&", "&amp;", "~", `\~`,
)

func markdownText(text string) string { return markdownEscapes.Replace(oneLine(text)) }

// markdownAddress keeps an address whole between parentheses.
var markdownAddress = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", `\`, "%5C", "\n", "", "\r", "")

// writeMarkdown writes a list with a heading per month, and the sources of
// each event as links.
func writeMarkdown(w io.Writer, v view, events stream) error {
	if _, err := fmt.Fprintf(w, "# %s\n\n%s\n", markdownText(v.Title), markdownText(v.line())); err != nil {
		return err
	}
	month := ""
	for event, err := range events {
		if err != nil {
			return err
		}
		if m := event.When.SortDay().Time().Format("January 2006"); m != month {
			month = m
			if _, err := fmt.Fprintf(w, "\n## %s\n\n", month); err != nil {
				return err
			}
		}
		if _, err := io.WriteString(w, v.markdownLine(event)); err != nil {
			return err
		}
	}
	return nil
}

func (v view) markdownLine(e timeline.Event) string {
	status := ""
	if e.Status != timeline.Happened {
		status = " *" + string(e.Status) + "*"
	}
	text := fmt.Sprintf("- **%s**%s [%s](%s)", markdownText(e.WhenWords()), status, markdownText(e.Title), markdownAddress.Replace(v.event(e.ID)))
	if summary := markdownText(e.Summary); summary != "" {
		text += " " + summary
	}
	for n, article := range cited(e) {
		if address := webAddress(article.URL); address != "" {
			text += fmt.Sprintf(" [%s](%s)", markdownText(or(v.names.publisher(article.Publisher), fmt.Sprint("source ", n+1))), markdownAddress.Replace(address))
		}
	}
	return text + "\n"
}
