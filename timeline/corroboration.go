package timeline

// Corroborate counts who stands behind some reports of one event.
//
// A voice is a text of its own: reprints count with the text that they
// repeat, and what is known only by way of another page, or comes from an
// aggregator or a machine, is nobody's own word. Voices of one owner group
// are one.
func Corroborate(reports []Report) Corroboration {
	list := make([]*Report, len(reports))
	for i := range reports {
		list[i] = &reports[i]
	}
	return corroborate(list)
}

func corroborate(reports []*Report) Corroboration {
	c := Corroboration{}
	sources, unknown := map[string]bool{}, map[string]bool{}
	for _, r := range reports {
		article := articleOf(r)
		c.Reports++
		sources[article.Publisher] = true
		if unknownOwner(article) {
			unknown[article.Publisher] = true
		}
	}
	owners, copies := voices(reports)
	// Houses of several owners may share a host.
	c.Sources, c.Unknown, c.Copies, c.Independent = max(len(sources), len(owners)), len(unknown), copies, len(owners)
	return c
}

// voices gives the owner groups that speak in their own words, and how many
// reports repeat another report's text.
func voices(reports []*Report) (owners map[string]bool, copies int) {
	owners = map[string]bool{}
	texts := originals(reports)
	for _, r := range reports {
		article := articleOf(r)
		switch {
		case texts[textOf(article)].ID != article.ID:
			copies++
		case ownWord(article):
			owners[article.OwnerGroup] = true
		}
	}
	return owners, copies
}

// originals gives, for each text, the article that speaks for it: the
// original where it is at hand, else the first that printed it.
func originals(reports []*Report) map[string]*Article {
	texts := map[string]*Article{}
	for _, r := range reports {
		article := articleOf(r)
		text := textOf(article)
		if held := texts[text]; held == nil || speaksBefore(article, held) {
			texts[text] = article
		}
	}
	return texts
}

func speaksBefore(a, b *Article) bool {
	if own := a.CopyOf == ""; own != (b.CopyOf == "") {
		return own
	}
	if !a.Published.Equal(b.Published) && !a.Published.IsZero() && !b.Published.IsZero() {
		return a.Published.Before(b.Published)
	}
	return a.ID < b.ID
}

// textOf is the id of the text that an article prints.
func textOf(a *Article) string {
	if a.CopyOf != "" {
		return a.CopyOf
	}
	return a.ID
}

// ownWord says whether an article can count as an independent voice.
func ownWord(a *Article) bool {
	switch a.Role {
	case RoleAggregator, RoleMachine, RoleUnknown, "":
		return false
	}
	return a.Via == "" && a.OwnerGroup != ""
}

// unknownOwner says whether nothing reliable is known of who stands behind an
// article.
func unknownOwner(a *Article) bool {
	switch a.Role {
	case RoleUnknown, "":
		return true
	case RoleAggregator, RoleMachine:
		return false
	}
	return a.OwnerGroup == ""
}

// articleOf gives the report's article, or what is known of one that did not
// come along.
func articleOf(r *Report) *Article {
	if r.Article != nil {
		return r.Article
	}
	return &Article{ID: r.ArticleID}
}
