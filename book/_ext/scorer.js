// Orders the results of Sphinx's search: first the page that says most about what was asked.
// Becomes part of language_data.js; BookTerms comes from terms.js, which the build writes.

// A dot parts words here as it does in the index; the whole query is looked up in BookTerms.
var splitQuery = (query) =>
  query.split(/[^\p{Letter}\p{Number}_]+/gu).filter((word) => word !== "");

var Scorer = {
  score: ([docname, , , , score, , kind]) => {
    if (kind === "object" || typeof BookTerms === "undefined") return score;
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    const term = asked.trim().toLowerCase().replace(/\(\)$/, "");
    const ranked = Object.hasOwn(BookTerms.terms, term) ? BookTerms.terms[term] : [];
    const rank = ranked.indexOf(BookTerms.pages.indexOf(docname));
    return rank < 0 ? score : score + 400 - 100 * rank;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

// The index is as heavy as all else on the page of the search: it is loaded when something is asked.
if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
