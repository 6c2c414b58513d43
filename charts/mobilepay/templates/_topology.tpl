{{/*
Which services there are and who calls whom: the same as in aspire/MobilePay.LocalHost/Topology.cs, which a test compares.
"trusted" services get the broker and the key of the columns with personal text.
*/}}
{{- define "mobilepay.topology" -}}
gateway:
  calls: [prescriptions, payments, banksettlement, hissync, patientweb, financeweb]
prescriptions: {database: true, trusted: true, calls: [hissync]}
payments: {database: true, trusted: true, calls: [prescriptions, banksettlement, hissync]}
banksettlement: {database: true, trusted: true, calls: []}
hissync: {database: true, trusted: true, calls: [prescriptions, payments, reconciliation]}
reconciliation: {database: true, trusted: true, calls: [payments, banksettlement, hissync]}
patientweb: {trusted: true, calls: [prescriptions, payments, banksettlement]}
financeweb: {database: true, trusted: true, calls: [reconciliation, payments, banksettlement, hissync]}
{{- end }}

{{/* Where a service answers the others and the probes; the gateway keeps that apart from its zones. */}}
{{- define "mobilepay.port" -}}
{{- if eq . "gateway" -}}8079{{- else -}}8080{{- end -}}
{{- end }}
