using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.BankSettlement.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OneTryANumber : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_quick_pays_bank_order_no",
                table: "quick_pays");

            migrationBuilder.CreateIndex(
                name: "ix_quick_pays_bank_order_no",
                table: "quick_pays",
                column: "bank_order_no",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_quick_pays_bank_order_no",
                table: "quick_pays");

            migrationBuilder.CreateIndex(
                name: "ix_quick_pays_bank_order_no",
                table: "quick_pays",
                column: "bank_order_no");
        }
    }
}
