{{/* One environment variable with a value; called with a list of name and value. */}}
{{- define "mobilepay.value" }}
- name: {{ index . 0 }}
  value: {{ index . 1 | toString | quote }}
{{- end }}

{{/* One out of a Secret; called with a list of name, secret and key. */}}
{{- define "mobilepay.secret" }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}

{{/* Database, broker and the key of personal text: all that a migration needs. Called with root, name and service. */}}
{{- define "mobilepay.connections" -}}
{{- $values := .root.Values }}
{{- include "mobilepay.value" (list "ASPNETCORE_ENVIRONMENT" "Production") }}
{{- include "mobilepay.value" (list "OTEL_SERVICE_NAME" .name) }}
{{- if .service.database }}
{{- include "mobilepay.secret" (list (printf "ConnectionStrings__%sdb" .name) $values.postgresql.existingSecret .name) }}
{{- end }}
{{- if .service.trusted }}
{{- include "mobilepay.secret" (list "ConnectionStrings__rabbitmq" $values.rabbitmq.existingSecret $values.rabbitmq.key) }}
{{- include "mobilepay.secret" (list "PersonalData__Key" $values.personalData.existingSecret $values.personalData.key) }}
{{- end }}
{{- end }}

{{/* Everything a service is told. Called with root, name and service. */}}
{{- define "mobilepay.environment" -}}
{{- $root := .root }}
{{- include "mobilepay.connections" . }}
{{- include "mobilepay.value" (list "ASPNETCORE_URLS" (printf "http://*:%s" (include "mobilepay.port" .name))) }}
{{- if .service.database }}
{{- include "mobilepay.value" (list "Database__MigrateAtStart" "false") }}
{{- end }}
{{- if ne .name "gateway" }}
{{- range $i, $network := $root.Values.podNetworks }}
{{- include "mobilepay.value" (list (printf "Gateway__Networks__%d" $i) $network) }}
{{- end }}
{{- end }}
{{- range .service.calls }}
{{- $address := printf "http://%s-%s:%s" (include "mobilepay.fullname" $root) . (include "mobilepay.port" .) }}
{{- include "mobilepay.value" (list (printf "services__%s__http__0" .) $address) }}
{{- end }}
{{- with $root.Values.telemetry }}
{{- if .otlpEndpoint }}
{{- include "mobilepay.value" (list "OTEL_EXPORTER_OTLP_ENDPOINT" .otlpEndpoint) }}
{{- include "mobilepay.value" (list "OTEL_EXPORTER_OTLP_PROTOCOL" .otlpProtocol) }}
{{- if .headersSecret }}
{{- include "mobilepay.secret" (list "OTEL_EXPORTER_OTLP_HEADERS" .headersSecret "headers") }}
{{- end }}
{{- end }}
{{- end }}
{{- if has .name (list "gateway" "prescriptions" "banksettlement" "hissync" "reconciliation" "patientweb") }}
{{- include (printf "mobilepay.settings.%s" .name) $root }}
{{- end }}
{{- range $name, $value := (get $root.Values.services .name).settings }}
{{- include "mobilepay.value" (list $name $value) }}
{{- end }}
{{- end }}
