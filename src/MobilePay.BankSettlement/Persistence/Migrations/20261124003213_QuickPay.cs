using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.BankSettlement.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class QuickPay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bank_cards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    merchant_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holder_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    token = table.Column<string>(type: "text", nullable: false),
                    last4 = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    bank = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    token_ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "card_sign_ups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    merchant_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    holder_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    card_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_sign_ups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quick_pays",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hospital_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    out_trade_no = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    bank_order_no = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    refusals = table.Column<int>(type: "integer", nullable: false),
                    card_id = table.Column<Guid>(type: "uuid", nullable: true),
                    codes_sent = table.Column<int>(type: "integer", nullable: false),
                    code_sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sign_up_code_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    wrong_codes = table.Column<int>(type: "integer", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quick_pays", x => x.order_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bank_cards_holder_hash_hospital_id",
                table: "bank_cards",
                columns: new[] { "holder_hash", "hospital_id" });

            migrationBuilder.CreateIndex(
                name: "ix_quick_pays_bank_order_no",
                table: "quick_pays",
                column: "bank_order_no");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_cards");

            migrationBuilder.DropTable(
                name: "card_sign_ups");

            migrationBuilder.DropTable(
                name: "quick_pays");
        }
    }
}
