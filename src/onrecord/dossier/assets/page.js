(function () {
  'use strict';
  var d = document, root = d.documentElement;
  root.classList.add('js');
  var dark = matchMedia('(prefers-color-scheme:dark)');
  d.getElementById('theme').addEventListener('click', function () {
    var now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
  });
  d.getElementById('print').addEventListener('click', function () { print(); });
  var contents = d.querySelector('nav details');
  if (innerWidth <= 1100) contents.open = false;
  if (innerWidth <= 700) d.querySelectorAll('.unfold').forEach(function (x) { x.open = true; });

  // Panels: the cards of the register, copied under the row that was chosen; one at a time.
  var panel = null, opener = null;
  d.querySelectorAll('[data-ids]').forEach(function (t) { t.setAttribute('aria-expanded', 'false'); });
  function shut() {
    if (!panel) return null;
    var t = opener;
    (panel.previousElementSibling || panel).classList.remove('has-open');
    panel.remove();
    t.setAttribute('aria-expanded', 'false');
    panel = opener = null;
    return t;
  }
  function open(t) {
    var cards = t.dataset.ids.split(' ').map(function (id) { return d.getElementById(id); }).filter(Boolean);
    var host = t.closest('tr,.row') || t.closest('svg.fig,p,li,dl');
    if (!cards.length || !host || t.closest('.panel')) return false;
    if (shut() === t) return true;
    var inTable = host.tagName === 'TR', box;
    panel = d.createElement(inTable ? 'tr' : 'div');
    panel.className = 'panel';
    box = panel;
    if (inTable) { box = panel.appendChild(d.createElement('td')); box.colSpan = host.cells.length; }
    var head = d.createElement('div'), words = d.createElement('span'), close = d.createElement('button');
    head.className = 'ph';
    words.textContent = cards.length + (cards.length > 1 ? ' statements' : ' statement');
    close.type = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', function () { var s = shut(); if (s) s.focus(); });
    head.append(words, close);
    box.appendChild(head);
    cards.forEach(function (card) {
      var copy = card.cloneNode(true);
      copy.removeAttribute('id');
      copy.removeAttribute('aria-labelledby');
      copy.querySelectorAll('[id]').forEach(function (x) { x.removeAttribute('id'); });
      box.appendChild(copy);
    });
    panel.setAttribute('role', inTable ? 'row' : 'region');
    if (!inTable) panel.setAttribute('aria-label', words.textContent);
    host.after(panel);
    host.classList.add('has-open');
    opener = t;
    t.setAttribute('aria-expanded', 'true');
    return true;
  }
  d.addEventListener('click', function (e) {
    if (e.metaKey || e.ctrlKey || e.shiftKey || e.button) return;
    var t = e.target.closest && e.target.closest('[data-ids]');
    if (t && open(t)) e.preventDefault();
  });
  d.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') { var s = shut(); if (s) s.focus(); }
  });

  // A link into something folded opens it first.
  function reveal() {
    var x = null;
    try { x = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    if (!x) return;
    var folded = false;
    for (var p = x; p; p = p.parentElement) {
      if (p.tagName === 'DETAILS' && !p.open) { p.open = true; folded = true; }
    }
    if (folded) x.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
  addEventListener('beforeprint', function () {
    d.querySelectorAll('details:not(.noprint)').forEach(function (x) { x.open = true; });
  });

  // The section in view is the current one in the navigation.
  if ('IntersectionObserver' in window) {
    var links = {};
    d.querySelectorAll('nav a').forEach(function (a) { links[a.hash.slice(1)] = a; });
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (e) {
        if (!e.isIntersecting || !links[e.target.id]) return;
        d.querySelectorAll('nav [aria-current]').forEach(function (a) { a.removeAttribute('aria-current'); });
        links[e.target.id].setAttribute('aria-current', 'true');
      });
    }, { rootMargin: '-20% 0px -70% 0px' });
    d.querySelectorAll('main section').forEach(function (s) { watch.observe(s); });
  }
})();
