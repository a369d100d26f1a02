// For browsers without modules (<script nomodule>): one sentence above whatever the tag holds. ES5, ASCII only.
(function () {
  var tags = document.getElementsByTagName("masthead-reader");
  for (var i = 0; i < tags.length; i++) {
    var sentence = document.createElement("p");
    var chinese = /^zh/i.test(document.documentElement.lang || "zh");
    sentence.appendChild(document.createTextNode(chinese
      ? "\u8fd9\u4e2a\u6d4f\u89c8\u5668\u7248\u672c\u8f83\u65e7\uff0c\u65e0\u6cd5\u8fd0\u884c\u9605\u8bfb\u5668\uff1b\u8bf7\u66f4\u65b0\u6d4f\u89c8\u5668\u3002"
      : "This browser is too old for the reader; please update it."));
    tags[i].insertBefore(sentence, tags[i].firstChild);
  }
})();
