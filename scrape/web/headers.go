package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// longestHold bounds what a server can ask for by Retry-After or max-age:
// beyond it a slip of the pen would silence a source for good.
const longestHold = 7 * 24 * time.Hour

func isPermanent(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}

func isRedirect(status int) bool {
	return isPermanent(status) || status == http.StatusFound || status == http.StatusSeeOther || status == http.StatusTemporaryRedirect
}

// redirectTarget resolves Location against the address that gave it.
func redirectTarget(at *url.URL, response *http.Response) (*url.URL, error) {
	location := response.Header.Get("Location")
	target, err := at.Parse(location)
	if location == "" || err != nil {
		return nil, unreachable(at.String(), "the server redirects without saying where to", err)
	}
	return checkURL(target.String())
}

// retryAfter reads seconds or an HTTP date; zero where neither stands there.
func retryAfter(value string, now time.Time) time.Time {
	value = strings.TrimSpace(value)
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil && seconds >= 0 {
		return now.Add(min(time.Duration(min(seconds, int64(longestHold/time.Second)))*time.Second, longestHold))
	}
	until, err := http.ParseTime(value)
	if err != nil || !until.After(now) {
		return time.Time{}
	}
	if latest := now.Add(longestHold); until.After(latest) {
		return latest
	}
	return until
}

// freshFor is how long the answer stays good by Cache-Control, or else by
// Expires (RFC 9111); 0 where neither says so.
func freshFor(header http.Header, now time.Time) time.Duration {
	control := strings.ToLower(strings.Join(header.Values("Cache-Control"), ","))
	for part := range strings.SplitSeq(control, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			seconds, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 64)
			if err != nil || seconds < 0 {
				return 0
			}
			return time.Duration(min(seconds, int64(longestHold/time.Second))) * time.Second
		}
	}
	expires, err := http.ParseTime(header.Get("Expires"))
	if err != nil || !expires.After(now) {
		return 0
	}
	return min(expires.Sub(now), longestHold)
}
