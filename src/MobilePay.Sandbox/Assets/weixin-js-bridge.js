// A stand-in for the bridge that WeChat's own browser gives a page. SIMULATED.
(function () {
  'use strict';
  if (window.WeixinJSBridge) return;
  var origin = new URL(document.currentScript.src).origin;
  var fields = ['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'];

  function open(params, answer) {
    // WeChat on iOS refuses anything but strings, a number in timeStamp above all.
    if (!params || fields.some(function (name) { return typeof params[name] !== 'string' || !params[name]; })) {
      answer({ err_msg: 'get_brand_wcpay_request:fail', err_desc: 'all six parameters are strings' });
      return;
    }
    var frame = document.createElement('iframe');
    frame.title = '模拟收银台';
    frame.setAttribute('style', 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:#f7f7f7');
    frame.src = origin + '/sandbox/jsapi-cashier?' + new URLSearchParams(
      fields.map(function (name) { return [name, params[name]]; })).toString();
    window.addEventListener('message', function heard(event) {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      if (!event.data || event.data.sandbox !== 'wechat') return;
      window.removeEventListener('message', heard);
      frame.remove();
      answer({ err_msg: event.data.err_msg });
    });
    document.body.appendChild(frame);
    frame.focus();
  }

  window.WeixinJSBridge = {
    invoke: function (name, params, answer) {
      answer = answer || function () { };
      if (name === 'getBrandWCPayRequest') open(params, answer);
      else answer({ err_msg: name + ':fail', err_desc: 'the simulator has no such call' });
    },
    on: function () { },
    call: function () { }
  };
  document.dispatchEvent(new Event('WeixinJSBridgeReady'));
})();
