// A stand-in for the bridge that Alipay's own browser gives a page. SIMULATED.
(function () {
  'use strict';
  if (window.AlipayJSBridge) return;
  var origin = new URL(document.currentScript.src).origin;

  function open(params, answer) {
    if (!params || typeof params.tradeNO !== 'string' || !params.tradeNO) {
      answer({ resultCode: '4000', memo: 'tradeNO is a string' });
      return;
    }
    var frame = document.createElement('iframe');
    frame.title = '模拟收银台';
    frame.setAttribute('style', 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:#f7f7f7');
    frame.src = origin + '/sandbox/tradepay-cashier?' + new URLSearchParams({ tradeNO: params.tradeNO }).toString();
    window.addEventListener('message', function heard(event) {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      if (!event.data || event.data.sandbox !== 'alipay') return;
      window.removeEventListener('message', heard);
      frame.remove();
      answer({ resultCode: event.data.resultCode });
    });
    document.body.appendChild(frame);
    frame.focus();
  }

  window.AlipayJSBridge = {
    call: function (name, params, answer) {
      answer = typeof params === 'function' ? params : answer || function () { };
      if (name === 'tradePay') open(params, answer);
      else answer({ error: 1, errorMessage: 'the simulator has no such call: ' + name });
    }
  };
  document.dispatchEvent(new Event('AlipayJSBridgeReady'));
})();
