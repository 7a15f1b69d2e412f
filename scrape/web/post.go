package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
)

// Post sends a body to an address that was set by whoever runs this, and asks
// for a 2xx. It takes no redirect: what is signed goes where it was meant to.
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) error {
	at, err := checkURL(address)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, at.String(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header = header.Clone()
	request.Header.Set("User-Agent", c.agent)
	response, err := c.transport.RoundTrip(request)
	if err != nil {
		return unreachable(at.String(), explainDial(err), err)
	}
	defer response.Body.Close()
	words, _ := io.ReadAll(io.LimitReader(response.Body, wordsOfError))
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return fmt.Errorf("%s answered %s: %.200q", at.Redacted(), response.Status, words)
	}
	return nil
}
