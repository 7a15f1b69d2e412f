package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"truceline/timeline"
)

// A problem is an error as it is answered.
type problem struct {
	Code    string `json:"code"`    // for programs: invalid, not_found, …
	Message string `json:"message"` // for people: what was wrong and what would be right
	Field   string `json:"field"`   // the parameter or field, "" where none is to blame
}

// errStatus is an error of HTTP's own kind, which no noun knows.
type errStatus struct {
	status  int
	code    string
	message string
}

func (e *errStatus) Error() string { return e.message }

var (
	errUnauthorized = &errStatus{http.StatusUnauthorized, "unauthorized", "an editor's token is needed: Authorization: Bearer …"}
	errNoMatch      = &errStatus{http.StatusPreconditionRequired, "if_match_missing", "send If-Match with the ETag of the event that you saw"}
	errOutdated     = &errStatus{http.StatusPreconditionFailed, "changed_meanwhile", "the event has changed since you read it; read it again"}
	errNoPath       = &errStatus{http.StatusNotFound, "not_found", "there is nothing at this address; /api/v1/openapi.json lists what there is"}
	errMethod       = &errStatus{http.StatusMethodNotAllowed, "method", "this address does not take that method"}
	errTooMany      = &errStatus{http.StatusTooManyRequests, "too_many", "too many requests from your address; try again after the seconds of Retry-After"}
	errTooLarge     = &errStatus{http.StatusRequestEntityTooLarge, "too_large", "what was sent is too large"}
)

// explain turns an error into what may be said of it: this is the one place
// that knows statuses. Whatever has no meaning for a reader is internal.
func explain(err error) (status int, said problem) {
	var invalid *timeline.Invalid
	var own *errStatus
	switch {
	case errors.As(err, &invalid):
		return http.StatusBadRequest, problem{Code: "invalid", Message: invalid.Message, Field: invalid.Field}
	case errors.As(err, &own):
		return own.status, problem{Code: own.code, Message: own.message}
	case errors.Is(err, timeline.ErrNotFound):
		return http.StatusNotFound, problem{Code: "not_found", Message: err.Error()}
	case errors.Is(err, timeline.ErrConflict):
		return http.StatusConflict, problem{Code: "conflict", Message: err.Error()}
	case errors.Is(err, context.Canceled):
		return statusGone, problem{Code: "cancelled", Message: "the request was given up"}
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, problem{Code: "busy", Message: "the answer took too long; try again, or ask for less"}
	default:
		return http.StatusInternalServerError, problem{Code: "internal", Message: "something went wrong here; it has been noted"}
	}
}

// statusGone is nginx's status for a reader who left; nobody receives it.
const statusGone = 499

// fail answers err as JSON.
func (s *server) fail(c *gin.Context, err error) {
	if forwarded(c, err) {
		return
	}
	status, said := s.explained(c, err)
	if status == http.StatusUnauthorized {
		c.Header("WWW-Authenticate", `Bearer realm="truceline"`)
	}
	c.Header("Cache-Control", "no-store")
	c.AbortWithStatusJSON(status, gin.H{"error": said})
}

// A movedTo says that an id was merged into another.
type movedTo struct{ id string }

func (e *movedTo) Error() string { return "the event was merged into " + e.id }

// forwarded answers a merged id with the way to the event that took it in.
// The answer is not permanent: merges can be undone.
func forwarded(c *gin.Context, err error) bool {
	var to *movedTo
	if !errors.As(err, &to) {
		return false
	}
	address := *c.Request.URL
	address.Path = strings.Replace(address.Path, "/"+c.Param("id"), "/"+to.id, 1)
	address.RawPath = ""
	c.Redirect(http.StatusFound, address.RequestURI())
	c.Abort()
	return true
}

// explained explains err and logs what is our own fault.
func (s *server) explained(c *gin.Context, err error) (int, problem) {
	status, said := explain(err)
	if status == http.StatusInternalServerError {
		s.log.Error("request failed", slog.String("path", c.Request.URL.Path), slog.Any("error", err))
	}
	return status, said
}
