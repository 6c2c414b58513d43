using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Reconciliation.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Matching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "differences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    order_no = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(24)", maxLength: 24, nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    hospital_fen = table.Column<long>(type: "bigint", nullable: true),
                    platform_fen = table.Column<long>(type: "bigint", nullable: true),
                    channel_fen = table.Column<long>(type: "bigint", nullable: true),
                    difference_fen = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    in_transit_until = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    alike_since = table.Column<DateOnly>(type: "date", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    is_provisional = table.Column<bool>(type: "boolean", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    payments = table.Column<int>(type: "integer", nullable: false),
                    refunds = table.Column<int>(type: "integer", nullable: false),
                    payments_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunds_fen = table.Column<long>(type: "bigint", nullable: false),
                    refused_for = table.Column<string>(type: "text", nullable: true),
                    refused_because = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handovers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "hospital_answers",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    order_no = table.Column<string>(type: "text", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    his_doc_no = table.Column<string>(type: "text", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    business_date = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hospital_answers", x => new { x.hospital_id, x.order_no });
                });

            migrationBuilder.CreateTable(
                name: "platform_payments",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    order_no = table.Column<string>(type: "text", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    channel_trade_no = table.Column<string>(type: "text", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_payments", x => new { x.hospital_id, x.order_no });
                    table.CheckConstraint("ck_platform_payments_amount", "amount_fen > 0");
                });

            migrationBuilder.CreateTable(
                name: "platform_refunds",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    refund_no = table.Column<string>(type: "text", nullable: false),
                    order_no = table.Column<string>(type: "text", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    his_refund_no = table.Column<string>(type: "text", nullable: true),
                    channel_refund_no = table.Column<string>(type: "text", nullable: true),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_refunds", x => new { x.hospital_id, x.refund_no });
                    table.CheckConstraint("ck_platform_refunds_amount", "amount_fen > 0");
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    ran_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    took = table.Column<long>(type: "bigint", nullable: false),
                    matched = table.Column<int>(type: "integer", nullable: false),
                    is_complete = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    payments = table.Column<int>(type: "integer", nullable: false),
                    refunds = table.Column<int>(type: "integer", nullable: false),
                    payments_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunds_fen = table.Column<long>(type: "bigint", nullable: false),
                    fees_fen = table.Column<long>(type: "bigint", nullable: false),
                    refused_for = table.Column<string>(type: "text", nullable: true),
                    refused_because = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bridge_parts",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(24)", maxLength: 24, nullable: false),
                    step = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    hospital_fen = table.Column<long>(type: "bigint", nullable: false),
                    platform_fen = table.Column<long>(type: "bigint", nullable: false),
                    channel_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bridge_parts", x => new { x.run_id, x.channel, x.kind, x.@class });
                    table.ForeignKey(
                        name: "fk_bridge_parts_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_differences_hospital_id_status_day",
                table: "differences",
                columns: new[] { "hospital_id", "status", "day" });

            migrationBuilder.CreateIndex(
                name: "ux_differences_key",
                table: "differences",
                columns: new[] { "hospital_id", "kind", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_handovers_current",
                table: "handovers",
                columns: new[] { "hospital_id", "day" },
                unique: true,
                filter: "status = 'Current'");

            migrationBuilder.CreateIndex(
                name: "ix_hospital_answers_payment_id",
                table: "hospital_answers",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ix_platform_payments_hospital_id_paid_at",
                table: "platform_payments",
                columns: new[] { "hospital_id", "paid_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_hospital_id_at",
                table: "platform_refunds",
                columns: new[] { "hospital_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_hospital_id_his_refund_no",
                table: "platform_refunds",
                columns: new[] { "hospital_id", "his_refund_no" },
                filter: "his_refund_no is not null");

            migrationBuilder.CreateIndex(
                name: "ix_platform_refunds_hospital_id_order_no",
                table: "platform_refunds",
                columns: new[] { "hospital_id", "order_no" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_hospital_id_day_ran_at",
                table: "runs",
                columns: new[] { "hospital_id", "day", "ran_at" });

            migrationBuilder.CreateIndex(
                name: "ux_statements_current",
                table: "statements",
                columns: new[] { "hospital_id", "day", "channel", "merchant_id" },
                unique: true,
                filter: "status = 'Current'");

            // Numbers are compared byte by byte: by the rules of a language each comparison costs many times as much.
            migrationBuilder.Sql("""
                create table channel_lines (
                    statement_id uuid not null,
                    line_no int not null,
                    kind smallint not null check (kind in (0, 1)),
                    status smallint not null check (status between 0 and 3),
                    hospital_id text collate "C" not null,
                    channel text collate "C" not null,
                    merchant_id text collate "C" not null,
                    day date not null,
                    key text collate "C" not null,
                    order_no text collate "C" not null,
                    channel_trade_no text collate "C" not null,
                    channel_refund_no text collate "C",
                    amount_fen bigint not null check (amount_fen >= 0),
                    fee_fen bigint not null,
                    at timestamptz not null
                );
                create index ix_channel_lines_day on channel_lines using brin (day);
                create index ix_channel_lines_key on channel_lines (hospital_id, key);
                create index ix_channel_lines_refunded on channel_lines (hospital_id, order_no) where kind = 1;

                create table handover_lines (
                    handover_id uuid not null,
                    line_no int not null,
                    kind smallint not null check (kind in (0, 1)),
                    hospital_id text collate "C" not null,
                    day date not null,
                    key text collate "C" not null,
                    number text collate "C" not null,
                    part smallint not null check (part between 0 and 30),
                    order_no text collate "C" not null,
                    channel text collate "C" not null,
                    his_doc_no text collate "C" not null,
                    channel_trade_no text collate "C",
                    amount_fen bigint not null check (amount_fen >= 0),
                    at timestamptz not null,
                    department text,
                    doctor text
                );
                create index ix_handover_lines_day on handover_lines using brin (day);
                create index ix_handover_lines_key on handover_lines (hospital_id, key);
                create index ix_handover_lines_refunded on handover_lines (hospital_id, order_no) where kind = 1;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table channel_lines, handover_lines");

            migrationBuilder.DropTable(
                name: "bridge_parts");

            migrationBuilder.DropTable(
                name: "differences");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropTable(
                name: "hospital_answers");

            migrationBuilder.DropTable(
                name: "platform_payments");

            migrationBuilder.DropTable(
                name: "platform_refunds");

            migrationBuilder.DropTable(
                name: "statements");

            migrationBuilder.DropTable(
                name: "runs");
        }
    }
}
