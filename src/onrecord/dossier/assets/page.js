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
  if (innerWidth <= 920) d.querySelectorAll('.unfold').forEach(function (x) { x.open = true; });

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

  // A margin note and its passage light each other.
  function light(e) {
    var on = e.type === 'mouseover' || e.type === 'focusin';
    var t = e.target.closest && e.target.closest('.mc,.at,[data-of]');
    d.querySelectorAll('.lit').forEach(function (x) { x.classList.remove('lit'); });
    if (!on || !t) return;
    var line = t.closest('.ar'), id = t.dataset.for || t.id, of = id ? id.split('-')[1] : t.dataset.of.split(' ').pop();
    line.querySelectorAll('[data-of],.mc').forEach(function (x) {
      var mine = x.dataset.for ? x.dataset.for.split('-')[1] === of : x.dataset.of.split(' ').indexOf(of) >= 0;
      if (mine) x.classList.add('lit');
    });
  }
  var texts = d.getElementById('articles');
  ['mouseover', 'mouseout', 'focusin', 'focusout'].forEach(function (type) { texts.addEventListener(type, light); });

  // Filters: hide what does not hold the words; the count says how much is left.
  d.querySelectorAll('.filter input').forEach(function (input) {
    var section = input.closest('section'), out = input.closest('.filter').querySelector('output'), timer = 0;
    function run() {
      var words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean), shown = 0, all = 0;
      section.querySelectorAll('[data-filter]').forEach(function (x) {
        var text = (x.textContent + ' ' + x.dataset.filter).toLocaleLowerCase();
        var fits = words.every(function (w) { return text.indexOf(w) >= 0; });
        x.classList.toggle('gone', !fits);
        all += 1;
        if (fits) shown += 1;
      });
      section.querySelectorAll('.grp,.sp').forEach(function (g) {
        g.classList.toggle('gone', words.length > 0 && !g.querySelector('[data-filter]:not(.gone)'));
      });
      if (words.length) section.querySelectorAll('.grp details,.sp details').forEach(function (x) { x.open = true; });
      out.textContent = words.length ? shown + ' of ' + all : '';
    }
    input.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(run, 120); });
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
