// Runs before anything else: the reader's language. French, unless the browser or the reader says English.
(function () {
  "use strict";
  var saved = null;
  try { saved = localStorage.getItem("langue"); } catch (error) { /* no storage: the browser decides */ }
  var first = ((navigator.languages && navigator.languages[0]) || navigator.language || "fr").toLowerCase();
  var language = saved === "fr" || saved === "en" ? saved : first.startsWith("en") ? "en" : "fr";
  document.documentElement.lang = language;
  // Gradio knows many languages and falls back to English; here there are two, and the fallback is French.
  Object.defineProperty(navigator, "language", { get: function () { return language; }, configurable: true });
  Object.defineProperty(navigator, "languages", { get: function () { return [language]; }, configurable: true });
})();
