package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// maxNames bounds how many actors and places one term of a query can mean.
const maxNames = 64

// A namebook is how actors and places are called: their folded names, each
// with the word that stands for them in the search index.
type namebook struct {
	version int64
	entries []namedWord
}

type namedWord struct{ name, word string } // name is " folded words "

// namebooks keeps the book of each topic until the archive changes.
type namebooks struct {
	mu    sync.Mutex
	books map[string]namebook
}

// query reads a text and finds out which actors and places its terms mean.
func (s *Store) query(ctx context.Context, topic, text string) (textQuery, error) {
	query := parseText(text)
	if len(query) == 0 {
		return query, nil
	}
	book, err := s.namebook(ctx, topic)
	if err != nil {
		return nil, err
	}
	for i := range query {
		query[i].names = book.find(query[i])
	}
	return query, nil
}

func (s *Store) namebook(ctx context.Context, topic string) (namebook, error) {
	version, err := s.Version(ctx)
	if err != nil {
		return namebook{}, err
	}
	s.names.mu.Lock()
	defer s.names.mu.Unlock()
	if book, ok := s.names.books[topic]; ok && book.version == version {
		return book, nil
	}
	book, err := s.readNames(ctx, topic)
	if err != nil {
		return book, err
	}
	book.version = version
	if s.names.books == nil {
		s.names.books = map[string]namebook{}
	}
	s.names.books[topic] = book
	return book, nil
}

func (s *Store) readNames(ctx context.Context, topic string) (namebook, error) {
	var book namebook
	actors, err := s.Actors(ctx, topic)
	if err != nil {
		return book, fmt.Errorf("names to search by: %w", err)
	}
	places, err := s.Places(ctx, topic)
	if err != nil {
		return book, fmt.Errorf("names to search by: %w", err)
	}
	for _, a := range actors {
		book.add(nameWord("actor", a.ID), a.Name, a.Aliases)
	}
	for _, p := range places {
		book.add(nameWord("place", p.ID), p.Name, p.Aliases)
	}
	return book, nil
}

func (b *namebook) add(word, name string, aliases []string) {
	for _, alias := range append([]string{name}, aliases...) {
		b.entries = append(b.entries, namedWord{" " + folded(alias) + " ", word})
	}
}

// find gives the index words of the actors and places one of whose names has
// the term's words in a row.
func (b namebook) find(term textTerm) []string {
	want := " " + strings.Join(term.words, " ")
	if !term.prefix {
		want += " "
	}
	var found []string
	for _, entry := range b.entries {
		if strings.Contains(entry.name, want) && !slices.Contains(found, entry.word) && len(found) < maxNames {
			found = append(found, entry.word)
		}
	}
	return found
}
