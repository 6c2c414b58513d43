{{/* What a service is told beyond addresses and connections; one template a service that has such settings. */}}

{{- define "mobilepay.settings.gateway" -}}
{{- range $zone, $options := .Values.gateway.zones }}
{{- $prefix := printf "Gateway__Zones__%s" (title $zone) }}
{{- include "mobilepay.value" (list (printf "%s__Port" $prefix) $options.port) }}
{{- range $i, $network := $options.allowedNetworks }}
{{- include "mobilepay.value" (list (printf "%s__AllowedNetworks__%d" $prefix $i) $network) }}
{{- end }}
{{- end }}
{{- range $i, $proxy := .Values.gateway.knownProxies }}
{{- include "mobilepay.value" (list (printf "Gateway__KnownProxies__%d" $i) $proxy) }}
{{- end }}
{{- range $i, $page := .Values.gateway.frameAncestors }}
{{- include "mobilepay.value" (list (printf "Gateway__FrameAncestors__%d" $i) $page) }}
{{- end }}
{{- end }}

{{- define "mobilepay.settings.prescriptions" -}}
{{- range $i, $key := .Values.pointer.keys }}
{{- include "mobilepay.value" (list (printf "Pointer__Keys__%d__Id" $i) $key.id) }}
{{- include "mobilepay.secret" (list (printf "Pointer__Keys__%d__Secret" $i) $key.existingSecret $key.key) }}
{{- end }}
{{- include "mobilepay.value" (list "Pointer__PublicUrl" .Values.publicUrl) }}
{{- include "mobilepay.value" (list "Pointer__HospitalUrl" .Values.hospitalUrl) }}
{{- end }}

{{- define "mobilepay.settings.reconciliation" -}}
{{- range $i, $key := .Values.closing.keys }}
{{- include "mobilepay.value" (list (printf "Closing__Keys__%d__Id" $i) $key.id) }}
{{- include "mobilepay.secret" (list (printf "Closing__Keys__%d__Secret" $i) $key.existingSecret $key.key) }}
{{- end }}
{{- $rates := list }}
{{- range $channel, $key := dict "wechat" "mchId" "alipay" "sellerId" "bank" "merId" }}
{{- range (get $.Values $channel).merchants }}
{{- if hasKey . "feeMillionths" }}
{{- $rates = append $rates (dict "channel" $channel "merchant" (get . $key) "millionths" .feeMillionths) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $i, $rate := $rates }}
{{- include "mobilepay.value" (list (printf "Reconciliation__FeeRates__%d__Channel" $i) $rate.channel) }}
{{- include "mobilepay.value" (list (printf "Reconciliation__FeeRates__%d__MerchantId" $i) $rate.merchant) }}
{{- include "mobilepay.value" (list (printf "Reconciliation__FeeRates__%d__Millionths" $i) $rate.millionths) }}
{{- end }}
{{- if .Values.mail.host }}{{ include "mobilepay.settings.mail" .Values.mail }}{{ end }}
{{- end }}

{{- define "mobilepay.settings.mail" -}}
{{- include "mobilepay.value" (list "Mail__Host" .host) }}
{{- include "mobilepay.value" (list "Mail__Port" .port) }}
{{- include "mobilepay.value" (list "Mail__Security" .security) }}
{{- include "mobilepay.value" (list "Mail__From" .from) }}
{{- include "mobilepay.unlessEmpty" (list "Mail__CertificateSha256" .certificateSha256) }}
{{- include "mobilepay.unlessEmpty" (list "Mail__ConsoleUrl" .consoleUrl) }}
{{- if .user }}
{{- include "mobilepay.value" (list "Mail__User" .user) }}
{{- include "mobilepay.secret" (list "Mail__Password" .existingSecret "password") }}
{{- end }}
{{- range $i, $to := .to }}
{{- include "mobilepay.value" (list (printf "Mail__To__%d__HospitalId" $i) $to.hospitalId) }}
{{- include "mobilepay.unlessEmpty" (list (printf "Mail__To__%d__Name" $i) $to.name) }}
{{- range $j, $address := $to.addresses }}
{{- include "mobilepay.value" (list (printf "Mail__To__%d__Addresses__%d" $i $j) $address) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mobilepay.settings.hissync" -}}
{{- range $i, $hospital := .Values.his.hospitals }}
{{- $prefix := printf "His__Hospitals__%d" $i }}
{{- include "mobilepay.value" (list (printf "%s__Id" $prefix) .id) }}
{{- include "mobilepay.value" (list (printf "%s__Name" $prefix) .name) }}
{{- include "mobilepay.value" (list (printf "%s__BaseUrl" $prefix) .baseUrl) }}
{{- include "mobilepay.value" (list (printf "%s__KeyId" $prefix) .keyId) }}
{{- include "mobilepay.secret" (list (printf "%s__Secret" $prefix) .existingSecret (default "secret" .secretKey)) }}
{{- end }}
{{- end }}

{{- define "mobilepay.settings.patientweb" -}}
{{- include "mobilepay.value" (list "Patient__PublicUrl" .Values.publicUrl) }}
{{- include "mobilepay.value" (list "Patient__KeysDirectory" "/var/lib/mobilepay/keys") }}
{{- end }}

{{- define "mobilepay.settings.banksettlement" -}}
{{- $public := trimSuffix "/" .Values.publicUrl }}
{{- with .Values.wechat }}
{{- include "mobilepay.value" (list "WeChat__NotifyUrl" (printf "%s/notify/wechat" $public)) }}
{{- include "mobilepay.unlessEmpty" (list "WeChat__BaseUrl" .baseUrl) }}
{{- include "mobilepay.unlessEmpty" (list "WeChat__OAuthUrl" .oauthUrl) }}
{{- include "mobilepay.unlessEmpty" (list "WeChat__ApiUrl" .apiUrl) }}
{{- range $i, $merchant := .merchants }}
{{- $prefix := printf "WeChat__Merchants__%d" $i }}
{{- include "mobilepay.value" (list (printf "%s__HospitalId" $prefix) .hospitalId) }}
{{- include "mobilepay.value" (list (printf "%s__MchId" $prefix) .mchId) }}
{{- include "mobilepay.value" (list (printf "%s__AppId" $prefix) .appId) }}
{{- include "mobilepay.value" (list (printf "%s__MerchantSerial" $prefix) .merchantSerial) }}
{{- include "mobilepay.value" (list (printf "%s__PlatformPublicKeyId" $prefix) .platformPublicKeyId) }}
{{- include "mobilepay.secret" (list (printf "%s__AppSecret" $prefix) .existingSecret "app-secret") }}
{{- include "mobilepay.secret" (list (printf "%s__PrivateKeyPem" $prefix) .existingSecret "private-key.pem") }}
{{- include "mobilepay.secret" (list (printf "%s__PlatformPublicKeyPem" $prefix) .existingSecret "platform-public-key.pem") }}
{{- include "mobilepay.secret" (list (printf "%s__ApiV3Key" $prefix) .existingSecret "api-v3-key") }}
{{- end }}
{{- end }}
{{- with .Values.alipay }}
{{- include "mobilepay.value" (list "Alipay__NotifyUrl" (printf "%s/notify/alipay" $public)) }}
{{- include "mobilepay.value" (list "Alipay__ReturnUrl" (printf "%s/p" $public)) }}
{{- include "mobilepay.unlessEmpty" (list "Alipay__GatewayUrl" .gatewayUrl) }}
{{- include "mobilepay.unlessEmpty" (list "Alipay__AuthorizeUrl" .authorizeUrl) }}
{{- range $i, $merchant := .merchants }}
{{- $prefix := printf "Alipay__Merchants__%d" $i }}
{{- include "mobilepay.value" (list (printf "%s__HospitalId" $prefix) .hospitalId) }}
{{- include "mobilepay.value" (list (printf "%s__AppId" $prefix) .appId) }}
{{- include "mobilepay.value" (list (printf "%s__SellerId" $prefix) .sellerId) }}
{{- include "mobilepay.secret" (list (printf "%s__AppPrivateKeyPem" $prefix) .existingSecret "app-private-key.pem") }}
{{- if .certificates }}
{{- include "mobilepay.secret" (list (printf "%s__AppCertPem" $prefix) .existingSecret "app-cert.pem") }}
{{- include "mobilepay.secret" (list (printf "%s__AlipayCertPem" $prefix) .existingSecret "alipay-cert.pem") }}
{{- include "mobilepay.secret" (list (printf "%s__AlipayRootCertPem" $prefix) .existingSecret "alipay-root-cert.pem") }}
{{- else }}
{{- include "mobilepay.secret" (list (printf "%s__AlipayPublicKeyPem" $prefix) .existingSecret "alipay-public-key.pem") }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.bank }}
{{- include "mobilepay.value" (list "Bank__NotifyUrl" (printf "%s/notify/bank" $public)) }}
{{- include "mobilepay.value" (list "Bank__ConfirmUrl" (printf "%s/pay/bank" $public)) }}
{{- include "mobilepay.unlessEmpty" (list "Bank__BaseUrl" .baseUrl) }}
{{- range $i, $merchant := .merchants }}
{{- $prefix := printf "Bank__Merchants__%d" $i }}
{{- include "mobilepay.value" (list (printf "%s__HospitalId" $prefix) .hospitalId) }}
{{- include "mobilepay.value" (list (printf "%s__MerId" $prefix) .merId) }}
{{- include "mobilepay.value" (list (printf "%s__CertId" $prefix) .certId) }}
{{- include "mobilepay.value" (list (printf "%s__TrId" $prefix) .trId) }}
{{- include "mobilepay.secret" (list (printf "%s__PrivateKeyPem" $prefix) .existingSecret "private-key.pem") }}
{{- include "mobilepay.secret" (list (printf "%s__AcquirerCertPem" $prefix) .existingSecret "acquirer-cert.pem") }}
{{- if .encryptCert }}
{{- include "mobilepay.secret" (list (printf "%s__EncryptCertPem" $prefix) .existingSecret "encrypt-cert.pem") }}
{{- end }}
{{- end }}
{{- end }}
{{- range $i, $folder := .Values.statements.sftp }}
{{- $prefix := printf "Statements__Sftp__%d" $i }}
{{- include "mobilepay.value" (list (printf "%s__HospitalId" $prefix) .hospitalId) }}
{{- include "mobilepay.value" (list (printf "%s__Channel" $prefix) .channel) }}
{{- include "mobilepay.value" (list (printf "%s__MerchantId" $prefix) .merchantId) }}
{{- include "mobilepay.value" (list (printf "%s__Host" $prefix) .host) }}
{{- include "mobilepay.value" (list (printf "%s__Port" $prefix) (default 22 .port)) }}
{{- include "mobilepay.value" (list (printf "%s__User" $prefix) .user) }}
{{- include "mobilepay.value" (list (printf "%s__HostKey" $prefix) .hostKey) }}
{{- include "mobilepay.value" (list (printf "%s__Folder" $prefix) .folder) }}
{{- include "mobilepay.value" (list (printf "%s__File" $prefix) .file) }}
{{- if .password }}
{{- include "mobilepay.secret" (list (printf "%s__Password" $prefix) .existingSecret "password") }}
{{- else }}
{{- include "mobilepay.secret" (list (printf "%s__PrivateKeyPem" $prefix) .existingSecret "private-key.pem") }}
{{- end }}
{{- end }}
{{- end }}

{{- define "mobilepay.unlessEmpty" -}}
{{- if index . 1 }}{{ include "mobilepay.value" . }}{{ end }}
{{- end }}
