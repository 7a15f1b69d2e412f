package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// mostBody is the most that an editor may send, in bytes.
const mostBody = 64 << 10

// A correction is what an editor sends. Each kind takes some of its fields;
// the others must be absent.
type correction struct {
	Note    string          `json:"note"`    // why; shown in the history
	Fields  json.RawMessage `json:"fields"`  // edit: what is set
	Reports []string        `json:"reports"` // split: ids of the reports that move to a new event
	Edit    string          `json:"edit"`    // undo: id of the correction that shall not stand
	Into    string          `json:"into"`    // merge: the event that remains
	Events  []string        `json:"events"`  // merge: the events that it takes in
}

// corrected is the answer to a correction that is stored.
type corrected struct {
	Event    timeline.Event `json:"event"`
	Revision int            `json:"revision"` // of the event, for the next If-Match
	Edit     timeline.Edit  `json:"edit"`     // for undo
}

// maxNote bounds a note, in bytes.
const maxNote = 2000

// correct takes a correction of one kind. It is on disk before the answer.
func (s *server) correct(kind string) gin.HandlerFunc {
	return func(c *gin.Context) {
		edit, base, err := s.bindCorrection(c, kind)
		if err != nil {
			s.fail(c, err)
			return
		}
		done, err := s.apply(c, edit, base)
		if err != nil {
			s.fail(c, err)
			return
		}
		c.Header("ETag", s.eventTag(c, done.Revision))
		c.Header("Cache-Control", "no-store")
		c.JSON(http.StatusOK, done)
	}
}

// bindCorrection reads who corrects what, seeing which revision.
func (s *server) bindCorrection(c *gin.Context, kind string) (edit timeline.Edit, base int, err error) {
	by, err := s.editor(c)
	if err != nil {
		return edit, 0, err
	}
	sent, err := bodyOf(c)
	if err != nil {
		return edit, 0, err
	}
	if edit, err = sent.edit(kind, c.Param("id")); err != nil {
		return edit, 0, err
	}
	edit.By = by
	base, err = revisionIn(c.GetHeader("If-Match"))
	return edit, base, err
}

// editor names who holds the bearer token.
func (s *server) editor(c *gin.Context) (string, error) {
	scheme, secret, _ := strings.Cut(c.GetHeader("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") || secret == "" {
		return "", errUnauthorized
	}
	name, err := s.store.Editor(c.Request.Context(), strings.TrimSpace(secret))
	if errors.Is(err, timeline.ErrNotFound) {
		return "", errUnauthorized
	}
	return name, err
}

// bodyOf reads what was sent, strictly: one JSON object, no field that is
// not known. An empty body is an empty object.
func bodyOf(c *gin.Context) (correction, error) {
	var sent correction
	if kind, _, _ := mime.ParseMediaType(c.GetHeader("Content-Type")); kind != "application/json" && c.Request.ContentLength != 0 {
		return sent, timeline.Invalidf("", "send JSON, with Content-Type: application/json")
	}
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, mostBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return sent, errTooLarge
	case err != nil:
		return sent, timeline.Invalidf("", "what was sent broke off")
	case len(bytes.TrimSpace(body)) == 0:
		return sent, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sent); err != nil {
		return sent, timeline.Invalidf("", "the JSON cannot be used: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := decoder.Token(); err != io.EOF {
		return sent, timeline.Invalidf("", "something follows the JSON object")
	}
	if len(sent.Note) > maxNote {
		return sent, timeline.Invalidf("note", "it is too long: at most %d bytes", maxNote)
	}
	return sent, nil
}

// takes are the fields that each kind needs, besides note.
var takes = map[string][]string{
	timeline.EditFields: {"fields"},
	timeline.EditSplit:  {"reports"},
	timeline.EditUndo:   {"edit"},
	timeline.EditMerge:  {"into", "events"},
}

// edit makes the noun of what was sent.
func (sent correction) edit(kind, id string) (timeline.Edit, error) {
	given := map[string]bool{
		"fields": len(sent.Fields) > 0, "reports": len(sent.Reports) > 0, "edit": sent.Edit != "",
		"into": sent.Into != "", "events": len(sent.Events) > 0,
	}
	for _, field := range takes[kind] {
		if !given[field] {
			return timeline.Edit{}, timeline.Invalidf(field, "%s needs it", kind)
		}
		delete(given, field)
	}
	for _, field := range sortedKeys(given) {
		if given[field] {
			return timeline.Edit{}, timeline.Invalidf(field, "%s does not take it", kind)
		}
	}
	edit := timeline.Edit{Kind: kind, EventID: id, Note: sent.Note, Reports: sent.Reports, Fields: string(sent.Fields)}
	switch kind {
	case timeline.EditMerge:
		edit.EventID, edit.Other = sent.Into, sent.Events
	case timeline.EditUndo:
		edit.Other = []string{sent.Edit}
	}
	return edit, nil
}

// seenRevision is how our ETags and people name a revision: W/"r5.…", "r5", "5".
var seenRevision = regexp.MustCompile(`^(?:W/)?"r?(\d{1,9})(?:\.[^"]*)?"$`)

// revisionIn reads the revision of an If-Match; -1 for "*", which asks for
// no check.
func revisionIn(header string) (int, error) {
	header = strings.TrimSpace(header)
	if header == "" {
		return 0, errNoMatch
	}
	if header == "*" {
		return -1, nil
	}
	parts := seenRevision.FindStringSubmatch(header)
	if parts == nil {
		return 0, errOutdated
	}
	return strconv.Atoi(parts[1])
}

// apply weaves a correction in and stores it. Nothing else is woven
// meanwhile, so that neither overtakes the other.
func (s *server) apply(c *gin.Context, edit timeline.Edit, base int) (corrected, error) {
	ctx := c.Request.Context()
	s.weaving.Lock()
	defer s.weaving.Unlock()
	archive := timeline.Archive{Near: s.store.ReportsNear, Reports: s.store.ReportsByID, Standing: s.store.EventsOf, Known: s.store.KnownOf}
	concerned := []string{edit.EventID}
	if edit.Kind == timeline.EditMerge {
		concerned = append(concerned, edit.Other...)
	}
	known, err := s.weaver.GatherEvents(ctx, archive, concerned)
	if err != nil {
		return corrected{}, err
	}
	if known.Seen(edit.EventID, base) != nil {
		return corrected{}, errOutdated
	}
	now := s.now().UTC()
	woven, err := s.weaver.Correct(known, edit, now)
	if err != nil {
		return corrected{}, err
	}
	err = s.store.Correct(ctx, edit.EventID, known.Newest(), woven)
	if errors.Is(err, timeline.ErrConflict) { // another process was faster
		return corrected{}, errOutdated
	}
	if err != nil {
		return corrected{}, err
	}
	s.archive.forget()
	return s.afterwards(c, completed(edit, woven.Edits, now))
}

// completed finds the edit as it was stored: weaving fills in what it needs.
func completed(edit timeline.Edit, stored []timeline.Edit, at time.Time) timeline.Edit {
	for _, e := range stored {
		if e.Kind == edit.Kind && e.At.Equal(at) {
			return e
		}
	}
	return edit
}

// afterwards loads what a correction made.
func (s *server) afterwards(c *gin.Context, edit timeline.Edit) (corrected, error) {
	event, err := s.store.Event(c.Request.Context(), edit.EventID, time.Time{})
	if err != nil {
		return corrected{}, err
	}
	show(&event, s.today())
	cutQuotes(event.Reports, s.names.quotesForbidden)
	edit.Other, edit.Reports, edit.Kept = some(edit.Other), some(edit.Reports), some(edit.Kept)
	return corrected{Event: event, Revision: newest(event.Revisions), Edit: edit}, nil
}
