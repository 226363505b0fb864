// Orders the results of Sphinx's search: first the page that says most about what was asked.
// Included in language_data.js; BookTerms comes from terms.js, which the build writes.

// Dots hold a name together where it is looked up whole, and part its words for the index.
var splitQuery = (query) =>
  query.split(/[^\p{Letter}\p{Number}_]+/gu).filter((word) => word !== "");

var Scorer = {
  score: ([docname, , , , score, , kind]) => {
    const asked = (new URLSearchParams(location.search).get("q") ?? "")
      .trim().toLowerCase().replace(/\(\)$/, "");
    const pages = (typeof BookTerms === "undefined" ? {} : BookTerms)[asked] ?? {};
    return score + (kind === "text" || kind === "title" ? 100 * (pages[docname] ?? 0) : 0);
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
