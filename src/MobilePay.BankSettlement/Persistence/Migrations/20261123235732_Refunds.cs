using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.BankSettlement.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "channel_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    merchant_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    out_trade_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    refund_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    refused_for = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    is_number_spent = table.Column<bool>(type: "boolean", nullable: false),
                    channel_refund_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    refunded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sendings = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    next_step_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channel_refunds", x => x.id);
                    table.CheckConstraint("ck_channel_refunds_amount", "amount_fen > 0");
                });

            migrationBuilder.CreateIndex(
                name: "ix_channel_refunds_next_step_at",
                table: "channel_refunds",
                column: "next_step_at",
                filter: "next_step_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_channel_refunds_order_id",
                table: "channel_refunds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ux_channel_refunds_number",
                table: "channel_refunds",
                columns: new[] { "refund_no", "merchant_id", "channel" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channel_refunds");
        }
    }
}
