package api

import (
	"strings"
	"unicode/utf8"

	"truceline/timeline"
)

// The most characters that are quoted for one event from one article: more
// where the terms of reuse are generous.
const (
	quoteShort = 300
	quoteLong  = 500
)

// quoteRoom gives how many characters of an article may be quoted.
func quoteRoom(reuse timeline.Reuse) int {
	switch reuse {
	case timeline.ReuseOpen, timeline.ReuseAttribution, timeline.ReuseShareAlike:
		return quoteLong
	default:
		return quoteShort
	}
}

// cutQuotes shortens the quotes of an event's reports to what may be shown.
// The room is one per article, shared by all reports of the article; sources
// that allow no quotes give none.
func cutQuotes(reports []timeline.Report, noQuotes func(sourceID string) bool) {
	room := map[string]int{}
	for i := range reports {
		r := &reports[i]
		left, seen := room[r.ArticleID]
		if !seen {
			left = roomOf(r.Article, noQuotes)
		}
		cutReport(r, &left)
		room[r.ArticleID] = left
	}
}

func roomOf(a *timeline.Article, noQuotes func(string) bool) int {
	switch {
	case a == nil:
		return quoteShort
	case noQuotes(a.SourceID):
		return 0
	default:
		return quoteRoom(a.Reuse)
	}
}

// cutReport keeps as much of a report's quotes as there is room for.
func cutReport(r *timeline.Report, room *int) {
	r.Quote, r.DateOffset = cutAround(r.Quote, r.DateOffset, len(r.DatePhrase), *room)
	*room -= utf8.RuneCountInString(r.Quote)
	more := make([]string, 0, len(r.QuoteMore))
	for _, quote := range r.QuoteMore {
		if utf8.RuneCountInString(quote) > *room {
			break // a further sentence is shown whole or not at all
		}
		more = append(more, quote)
		*room -= utf8.RuneCountInString(quote)
	}
	r.QuoteMore = more
}

const ellipsis = "…"

// shred is the least that a cut quote keeps: fewer characters say nothing.
const shred = 12

// cutAround shortens a quote to most characters at word boundaries and marks
// what it left out. It keeps the date phrase, size bytes at byte offset at
// (-1: not in the quote), and gives where the phrase stands afterwards.
func cutAround(quote string, at, size, most int) (string, int) {
	if most <= 0 {
		return "", -1
	}
	if utf8.RuneCountInString(quote) <= most {
		return quote, at
	}
	if most < shred {
		return "", -1
	}
	start := 0
	if at > 0 && at+size <= len(quote) && utf8.RuneCountInString(quote[:at+size]) > most-1 {
		start = wordBefore(quote, at, most/3)
	}
	head := ""
	if start > 0 {
		head = ellipsis
	}
	end := wordEnd(quote, start, most-1-utf8.RuneCountInString(head))
	tail := ""
	if end < len(quote) {
		tail = ellipsis
	}
	if at < start || at+size > end {
		at = -1
	} else {
		at += len(head) - start
	}
	return head + quote[start:end] + tail, at
}

// wordBefore gives the start of the word some characters before a byte.
func wordBefore(text string, at, characters int) int {
	start := at
	for ; start > 0 && characters > 0; characters-- {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	if space := strings.IndexByte(text[start:at], ' '); space >= 0 && start > 0 {
		start += space + 1
	}
	return start
}

// wordEnd gives the end of the last whole word within some characters.
func wordEnd(text string, start, characters int) int {
	end := start
	for ; end < len(text) && characters > 0; characters-- {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if end == len(text) {
		return end
	}
	if space := strings.LastIndexByte(text[start:end+1], ' '); space > 0 {
		end = start + space
	}
	return end
}
