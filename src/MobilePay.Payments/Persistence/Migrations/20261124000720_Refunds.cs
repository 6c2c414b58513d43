using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Payments.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_refunded",
                table: "payments");

            migrationBuilder.AddColumn<long>(
                name: "refunds_under_way_fen",
                table: "payments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "given_back_fen",
                table: "payment_bills",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    hospital_id = table.Column<string>(type: "text", nullable: false),
                    refund_no = table.Column<string>(type: "text", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_no = table.Column<string>(type: "text", nullable: true),
                    cause = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    his_refund_no = table.Column<string>(type: "text", nullable: true),
                    his_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    status = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_because = table.Column<string>(type: "text", nullable: true),
                    is_number_spent = table.Column<bool>(type: "boolean", nullable: false),
                    replaced_by = table.Column<string>(type: "text", nullable: true),
                    channel_refund_no = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => new { x.hospital_id, x.refund_no });
                    table.CheckConstraint("ck_refunds_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "fk_refunds_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_payments_refund_of_money",
                table: "payments",
                sql: "refunded_fen + refunds_under_way_fen = 0 or channel_trade_no is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payments_refunded",
                table: "payments",
                sql: "refunded_fen >= 0 and refunds_under_way_fen >= 0 and refunded_fen + refunds_under_way_fen <= amount_fen");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payment_bills_given_back",
                table: "payment_bills",
                sql: "given_back_fen >= 0 and given_back_fen <= amount_fen");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_ended_at",
                table: "refunds",
                column: "ended_at",
                filter: "status = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_payment_id",
                table: "refunds",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "ux_refunds_his_number",
                table: "refunds",
                columns: new[] { "hospital_id", "his_refund_no" },
                unique: true,
                filter: "his_refund_no is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_refund_of_money",
                table: "payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payments_refunded",
                table: "payments");

            migrationBuilder.DropCheckConstraint(
                name: "ck_payment_bills_given_back",
                table: "payment_bills");

            migrationBuilder.DropColumn(
                name: "refunds_under_way_fen",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "given_back_fen",
                table: "payment_bills");

            migrationBuilder.AddCheckConstraint(
                name: "ck_payments_refunded",
                table: "payments",
                sql: "refunded_fen >= 0 and refunded_fen <= amount_fen");
        }
    }
}
