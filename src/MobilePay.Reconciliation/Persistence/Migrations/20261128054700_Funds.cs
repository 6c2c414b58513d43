using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Reconciliation.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Funds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "bank_fen",
                table: "differences",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    batch_no = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    first_day = table.Column<DateOnly>(type: "date", nullable: false),
                    gross_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunds_fen = table.Column<long>(type: "bigint", nullable: false),
                    fees_fen = table.Column<long>(type: "bigint", nullable: false),
                    net_fen = table.Column<long>(type: "bigint", nullable: false),
                    expected_on = table.Column<DateOnly>(type: "date", nullable: false),
                    late_after = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    received_fen = table.Column<long>(type: "bigint", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batches", x => new { x.hospital_id, x.batch_no });
                });

            migrationBuilder.CreateTable(
                name: "settled_batches",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    batch_no = table.Column<string>(type: "text", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    merchant_id = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    gross_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunds_fen = table.Column<long>(type: "bigint", nullable: false),
                    fees_fen = table.Column<long>(type: "bigint", nullable: false),
                    net_fen = table.Column<long>(type: "bigint", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settled_batches", x => new { x.hospital_id, x.batch_no });
                });

            migrationBuilder.CreateIndex(
                name: "ix_batches_hospital_id_day",
                table: "batches",
                columns: new[] { "hospital_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_settled_batches_hospital_id_received_on",
                table: "settled_batches",
                columns: new[] { "hospital_id", "received_on" });

            migrationBuilder.Sql("""
                create table bank_lines (
                    statement_id uuid not null,
                    line_no int not null,
                    hospital_id text collate "C" not null,
                    account_no text collate "C" not null,
                    booked_on date not null,
                    serial_no text collate "C" not null,
                    amount_fen bigint not null,
                    balance_fen bigint,
                    channel text collate "C",
                    batch_nos text[] not null,
                    remark text not null,
                    primary key (statement_id, line_no)
                );
                create index ix_bank_lines_hospital_id on bank_lines (hospital_id, booked_on)
                    where channel is not null or batch_nos <> '{}';

                create table merchant_days (
                    hospital_id text not null,
                    channel text not null,
                    merchant_id text not null,
                    day date not null,
                    statement_id uuid not null unique,
                    gross_fen bigint not null,
                    refunds_fen bigint not null,
                    fees_fen bigint not null,
                    primary key (hospital_id, channel, merchant_id, day)
                );

                create table batch_credits (
                    hospital_id text not null,
                    batch_no text not null,
                    statement_id uuid not null,
                    line_no int not null,
                    primary key (hospital_id, batch_no, statement_id, line_no)
                );
                create index ix_batch_credits_line on batch_credits (statement_id, line_no);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table bank_lines, merchant_days, batch_credits");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "settled_batches");

            migrationBuilder.DropColumn(
                name: "bank_fen",
                table: "differences");
        }
    }
}
