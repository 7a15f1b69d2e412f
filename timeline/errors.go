package timeline

import (
	"errors"
	"fmt"
)

// The only errors whose meaning a reader of the site may see. Everything else
// is internal: it is logged, and answered as such.
var (
	// ErrNotFound says that nothing has the id or name that was asked for.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that what should be changed has changed meanwhile.
	ErrConflict = errors.New("changed meanwhile")
)

// Invalid is a value that a person or a file gave and that cannot be used.
// Its message is a sentence for that person.
type Invalid struct {
	Field   string // the parameter or field as the person wrote it
	Message string // what is wrong and what would be right
}

func (e *Invalid) Error() string {
	if e.Field == "" {
		return e.Message
	}
	return e.Field + ": " + e.Message
}

// Invalidf makes an Invalid for field with a formatted message.
func Invalidf(field, format string, args ...any) error {
	return &Invalid{Field: field, Message: fmt.Sprintf(format, args...)}
}
