using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.Payments.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_payments_hospital_id_channel_trade_no",
                table: "payments",
                columns: new[] { "hospital_id", "channel_trade_no" },
                filter: "channel_trade_no is not null");

            migrationBuilder.CreateIndex(
                name: "ix_payments_hospital_id_id",
                table: "payments",
                columns: new[] { "hospital_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_bills_hospital_id_prescription_no",
                table: "payment_bills",
                columns: new[] { "hospital_id", "prescription_no" });

            migrationBuilder.CreateIndex(
                name: "ix_payment_bills_hospital_id_visit_no",
                table: "payment_bills",
                columns: new[] { "hospital_id", "visit_no" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payments_hospital_id_channel_trade_no",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payments_hospital_id_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "ix_payment_bills_hospital_id_prescription_no",
                table: "payment_bills");

            migrationBuilder.DropIndex(
                name: "ix_payment_bills_hospital_id_visit_no",
                table: "payment_bills");
        }
    }
}
