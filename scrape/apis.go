package scrape

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"truceline/scrape/prose"
	"truceline/scrape/web"
)

// apiRequest asks a documented interface, which is read by its own terms.
func apiRequest(address string) web.Request {
	return web.Request{URL: address, Accept: "application/json", API: true}
}

// decodeJSON reads an interface's answer. Some send plain text or a page
// where something is wrong: it is told in their own words.
func decodeJSON[T any](answer web.Answer) (T, error) {
	return understand(answer, func() (T, error) {
		var got T
		body := bytes.TrimSpace(bytes.TrimPrefix(answer.Body, []byte("\ufeff")))
		if len(body) == 0 || body[0] != '{' && body[0] != '[' {
			return got, errors.New("the interface answers in words and not in JSON: " + excerpt(body))
		}
		if err := json.Unmarshal(body, &got); err != nil {
			return got, fmt.Errorf("the interface's JSON is not of the shape that it documents: %w", err)
		}
		return got, nil
	})
}

// excerpt is the beginning of a body as one line of plain text.
func excerpt(body []byte) string {
	text := prose.Inline(strings.ToValidUTF8(string(body[:min(len(body), 600)]), ""))
	if runes := []rune(text); len(runes) > 160 {
		return string(runes[:160]) + "…"
	}
	return text
}

// withQuery sets parameters of an address that an entry gives, and leaves the
// others as they are.
func withQuery(address string, set map[string]string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	query := u.Query()
	for name, value := range set {
		query.Set(name, value)
	}
	u.RawQuery = query.Encode()
	return u.String()
}

func withoutQuery(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	query := u.Query()
	query.Del(name)
	u.RawQuery = query.Encode()
	return u.String()
}

// bare is an address without its query, where keys are.
func bare(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}

// isMissing says that nothing is at an address.
func isMissing(err error) bool {
	var refused *web.Error
	return errors.As(err, &refused) && (refused.Status == 404 || refused.Status == 410)
}
