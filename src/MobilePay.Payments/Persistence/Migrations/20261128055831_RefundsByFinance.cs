using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Payments.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RefundsByFinance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "finance_no",
                table: "refunds",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "finance_reason",
                table: "refunds",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_refunds_finance_number",
                table: "refunds",
                columns: new[] { "hospital_id", "finance_no" },
                unique: true,
                filter: "finance_no is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_refunds_finance_number",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "finance_no",
                table: "refunds");

            migrationBuilder.DropColumn(
                name: "finance_reason",
                table: "refunds");
        }
    }
}
