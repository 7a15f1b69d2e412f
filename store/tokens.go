package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"truceline/timeline"
)

// A Token lets an editor correct events. What has to be kept secret is shown
// once, when it is made.
type Token struct {
	Name    string    `json:"name"` // the editor, as revisions name them
	Created time.Time `json:"created"`
	Used    time.Time `json:"used"` // zero until its first use
}

// tokenRow keeps a token by its hash. The token is 160 random bits, so that a
// plain hash cannot be turned round.
type tokenRow struct {
	Name    string `gorm:"primaryKey"`
	Hash    string
	Created time.Time
	Used    time.Time
}

// TableName implements gorm's Tabler.
func (tokenRow) TableName() string { return "tokens" }

func hashToken(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// AddToken makes a token in an editor's name and gives its secret, which
// nothing can show again. A name that is taken is a timeline.ErrConflict.
func (s *Store) AddToken(ctx context.Context, name string) (secret string, err error) {
	if name == "" {
		return "", timeline.Invalidf("name", "a token needs the name of the editor who will use it")
	}
	secret = "trc_" + rand.Text()
	row := tokenRow{Name: name, Hash: hashToken(secret), Created: s.now()}
	err = s.write.WithContext(ctx).Create(&row).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		err = timeline.ErrConflict
	}
	if err != nil {
		return "", fmt.Errorf("token for %q: %w", name, err)
	}
	return secret, nil
}

// Editor gives the name that a token's secret stands for; timeline.ErrNotFound
// where it stands for none.
func (s *Store) Editor(ctx context.Context, secret string) (string, error) {
	row, err := one[tokenRow](s.read.WithContext(ctx).Where("hash = ?", hashToken(secret)))
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = timeline.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	used := s.write.WithContext(ctx).Model(&tokenRow{}).Where("name = ?", row.Name).Update("used", moment(s.now()))
	if err := used.Error; err != nil {
		return "", fmt.Errorf("note the use of token %q: %w", row.Name, err)
	}
	return row.Name, nil
}

// Tokens lists the tokens by name, without their secrets.
func (s *Store) Tokens(ctx context.Context) ([]Token, error) {
	rows, err := many[tokenRow](s.read.WithContext(ctx).Order("name"))
	if err != nil {
		return nil, fmt.Errorf("tokens: %w", err)
	}
	tokens := make([]Token, len(rows))
	for i, row := range rows {
		tokens[i] = Token{row.Name, row.Created, row.Used}
	}
	return tokens, nil
}

// RemoveToken ends a token.
func (s *Store) RemoveToken(ctx context.Context, name string) error {
	gone := s.write.WithContext(ctx).Where("name = ?", name).Delete(&tokenRow{})
	err := gone.Error
	if err == nil && gone.RowsAffected == 0 {
		err = timeline.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("token %q: %w", name, err)
	}
	return nil
}
