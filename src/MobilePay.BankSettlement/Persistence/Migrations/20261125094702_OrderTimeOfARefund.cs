using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MobilePay.BankSettlement.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OrderTimeOfARefund : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ordered_at",
                table: "channel_refunds",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql("update channel_refunds set ordered_at = created_at where sendings > 0;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ordered_at",
                table: "channel_refunds");
        }
    }
}
